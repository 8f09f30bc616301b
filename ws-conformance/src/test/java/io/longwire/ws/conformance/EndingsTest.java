package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.testkit.Hex;

/** How connections end, and what both sides learn of it. */
class EndingsTest {
    private final Heard heard = new Heard();

    @OnEachTransportAndTls
    void aHandlerThatThrowsEndsItsOwnConnectionWith1011AndWithoutText(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            try (WebSocketServer server = Heard.server(transport)
                            .endpoint("/", dispatch, () -> new Thrower(heard))
                            .start();
                    RawPeer other = RawPeer.open(transport, server.port(), "/");
                    RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
                assertThat(heard.next(2)).containsOnly("open");
                peer.send(Frame.text("throw"), Frame.text("never delivered"));
                assertThat(peer.readToEnd()).containsExactly(Frame.of(Frame.CLOSE, new byte[] {0x03, (byte) 0xf3}));
                assertThat(heard.next(2))
                        .containsExactly("error IllegalStateException: secret", "closed 1011 \"\" by LOCAL");
                other.send(Frame.text("hi"));
                assertThat(other.read()).isEqualTo(Frame.text("you said hi"));
            }
            assertThat(heard.next()).startsWith("closed "); // the other one, with its server
        }
    }

    private static final class Thrower extends Heard.Recording {
        Thrower(Heard heard) {
            super(heard);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            if (text.equals("throw")) {
                throw new IllegalStateException("secret");
            }
            socket.sendText("you said " + text);
        }
    }

    @OnEachTransportAndTls
    void anOnOpenThatThrowsEndsWith1011(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", () -> new Heard.Recording(heard) {
                            @Override
                            public void onOpen(WebSocket socket) {
                                throw new IllegalStateException("not today");
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            peer.send(Frame.text("never delivered"));
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1011, ""));
            assertThat(heard.next(2))
                    .containsExactly("error IllegalStateException: not today", "closed 1011 \"\" by LOCAL");
        }
    }

    @OnEachTransportAndTls
    void anUnmaskedFrameEndsWith1002(String transport) throws Exception {
        violation(transport, Violation.UNMASKED_FRAME, Frame.text("bare").bytes());
    }

    @OnEachTransportAndTls
    void textThatIsNotUtf8EndsWith1007(String transport) throws Exception {
        violation(
                transport,
                Violation.TEXT_NOT_UTF8,
                Frame.of(Frame.TEXT, Hex.bytes("ce ba ed a0 80")).masked(true).bytes());
    }

    @OnEachTransportAndTls
    void aFrameThatIsTooBigEndsWith1009OnItsHeaderAlone(String transport) throws Exception {
        // 1,048,577 bytes are announced, and neither the mask nor the payload follows.
        violation(transport, Violation.FRAME_TOO_BIG, Hex.bytes("82 ff 00 00 00 00 00 10 00 01"));
    }

    private void violation(String transport, Violation violation, byte[] bytes) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", () -> new Heard.Recording(heard))
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            assertThat(heard.next()).isEqualTo("open");
            peer.send(Frame.text("before"));
            peer.send(bytes);
            assertThat(peer.readToEnd()).containsExactly(Frame.close(violation.closeCode(), violation.sentence()));
            assertThat(heard.next()).isEqualTo("text before");
            assertThat(heard.next()).startsWith("error ProtocolException");
            assertThat(heard.next())
                    .isEqualTo("closed " + violation.closeCode() + " \"" + violation.sentence() + "\" by LOCAL");
        }
    }

    @OnEachTransportAndTls
    void aPeersCloseIsAnsweredWithItsCode(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", () -> new Heard.Recording(heard))
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            peer.send(Frame.text("last words"), Frame.close(4001, "enough"));
            assertThat(peer.readToEnd()).containsExactly(Frame.close(4001, ""));
            assertThat(heard.next(3)).containsExactly("open", "text last words", "closed 4001 \"enough\" by PEER");
        }
    }

    @OnEachTransportAndTls
    void aServersCloseWaitsForThePeersAndDiscardsWhatCameBefore(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", Dispatch.EVENT_LOOP, () -> new Heard.Recording(heard) {
                            @Override
                            public void onText(WebSocket socket, String text) {
                                super.onText(socket, text);
                                socket.sendText("goodbye");
                                socket.close(new CloseReason(4002, "done"));
                                heard.add("sent after close: " + socket.sendText("lost"));
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            peer.send(Frame.text("one"), Frame.text("two"));
            assertThat(peer.read()).isEqualTo(Frame.text("goodbye"));
            assertThat(peer.read()).isEqualTo(Frame.close(4002, "done"));
            assertThat(heard.next(3)).containsExactly("open", "text one", "sent after close: false");
            assertThat(heard.soFar()).isEmpty(); // the closing handshake is not done
            peer.send(Frame.text("three"), Frame.close(4002, ""));
            assertThat(peer.tryRead()).isNull();
            peer.close();
            assertThat(heard.next()).isEqualTo("closed 4002 \"done\" by LOCAL");
        }
    }

    @OnEachTransportAndTls
    void aPeerThatNeverAnswersACloseIsCut(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .set("ws.limits.close-timeout", "50 ms")
                        .endpoint("/", () -> new Heard.Recording(heard) {
                            @Override
                            public void onText(WebSocket socket, String text) {
                                socket.close();
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            peer.send(Frame.text("close"));
            assertThat(heard.next()).isEqualTo("open");
            assertThat(heard.next()).startsWith("error TimeoutException");
            assertThat(heard.next()).isEqualTo("closed 1000 \"\" by LOCAL");
        }
    }

    @OnEachTransportAndTls
    void aHalfCloseEndsWith1006(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", () -> new Heard.Recording(heard))
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            peer.send(Frame.text("one"));
            peer.end();
            assertThat(peer.tryRead()).isNull();
            assertThat(heard.next(3)).containsExactly("open", "text one", "closed 1006 \"\" by NOBODY");
            assertThat(heard.soFar()).isEmpty();
        }
    }

    @OnEachTransportAndTls
    void aResetEndsWith1006AndItsCause(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", () -> new Heard.Recording(heard))
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            peer.send(Frame.text("one"));
            assertThat(heard.next(2)).containsExactly("open", "text one");
            peer.reset();
            assertThat(heard.next()).startsWith("error ");
            assertThat(heard.next()).isEqualTo("closed 1006 \"\" by NOBODY");
        }
    }

    @OnEachTransportAndTls
    void anAbortTriesACloseAndTellsItsCause(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", () -> new Heard.Recording(heard) {
                            @Override
                            public void onText(WebSocket socket, String text) {
                                socket.abort(CloseReason.GOING_AWAY, new IllegalStateException("lost patience"));
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.open(transport, server.port(), "/")) {
            peer.send(Frame.text("abort"));
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1001, ""));
            assertThat(heard.next(3))
                    .containsExactly("open", "error IllegalStateException: lost patience", "closed 1006 \"\" by LOCAL");
        }
    }

    @OnEachTransportAndTls
    void anOrderlyStopSends1012(String transport) throws Exception {
        WebSocketServer server = Heard.server(transport)
                .set("ws.server.drain.spread", "0 s")
                .endpoint("/", () -> new Heard.Recording(heard))
                .start();
        try (RawPeer one = RawPeer.open(transport, server.port(), "/");
                RawPeer two = RawPeer.open(transport, server.port(), "/")) {
            assertThat(heard.next(2)).containsOnly("open");
            assertThat(server.connections()).isEqualTo(2);
            var stopped = server.stop().toCompletableFuture();
            assertThat(one.readToEnd()).containsExactly(Frame.close(1012, ""));
            assertThat(stopped).isNotDone(); // the other one has not answered
            assertThat(two.read()).isEqualTo(Frame.close(1012, ""));
            two.send(Frame.close(1012, ""));
            assertThat(two.tryRead()).isNull();
            two.close();
            stopped.join();
            assertThat(heard.next(2)).containsOnly("closed 1012 \"\" by LOCAL");
            assertThat(server.connections()).isZero();
        }
    }
}
