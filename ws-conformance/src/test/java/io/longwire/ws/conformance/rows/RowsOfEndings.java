package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.RowsOfFrames.read;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.codec.Role;
import io.longwire.ws.conformance.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Section H, the ends that our side begins or the clock, and those without a Close frame. */
final class RowsOfEndings {
    private static final CloseReason ENOUGH = new CloseReason(4000, "enough");
    private static final Frame CLOSE = Frame.close(4000, "enough");
    private static final Frame ANSWER = Frame.close(4000, "");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int MUCH = 16 * 1024 * 1024;

    private RowsOfEndings() {}

    static void declare(Rows rows) {
        ours(rows);
        crowds(rows);
        rows.row(159, "FIN without a Close frame")
                .bothRoles()
                .when(play -> play.open().peer().fin(), Course.lost());
        rows.row(160, "RST in the middle of a message").bothRoles().when(RowsOfEndings::resetInMessage, reset());
        rows.row(161, "packets dropped in silence: the heartbeat finds it")
                .shownBy("HeartbeatTest", "findsALostPeerWithinASecondOfItsDeadline", "cutsAPeerThatStaysSilent");
        rows.row(162, "the server stops during a handshake").when(RowsOfEndings::stopInHandshake, new Opens());
    }

    private static void ours(Rows rows) {
        rows.row(154, "we close, the peer never answers")
                .bothRoles()
                .when(
                        play -> {
                            close(play);
                            play.advance(TIMEOUT.minusMillis(1));
                            stillOpen(play);
                            play.advance(Duration.ofMillis(1));
                        },
                        Course.closes(4000, "enough")
                                .because("java.util.concurrent.TimeoutException: "
                                        + "the peer did not answer the Close frame in time")
                                .without(CLOSE)
                                .resets());
        rows.row(155, "we close, the peer goes on and then answers")
                .bothRoles()
                .when(
                        play -> {
                            close(play);
                            play.send(Frame.text("late"), Frame.ping("late"), Frame.binary(new byte[100_000]), ANSWER);
                            play.peer().fin();
                        },
                        Course.closes(4000, "enough").without(CLOSE).counting("ws.inbound.dropped", 2));
        rows.row(156, "the peer answers our Close and never ends TCP")
                .bothRoles()
                .when(
                        play -> {
                            close(play);
                            play.send(ANSWER);
                            play.advance(TIMEOUT);
                            play.stage().told(0).awaitEnd(); // without a FIN of the peer
                        },
                        Course.closes(4000, "enough").without(CLOSE).endsAnyhow());
        rows.row(157, "both sides close at once")
                .bothRoles()
                .when(
                        play -> {
                            play.open().stage().told(0).socket().close(ENOUGH);
                            play.settle(); // our Close is under way, and the peer has not read it
                            play.send(Frame.close(4001, "too"));
                        },
                        Course.closes(4000, "enough"));
        rows.row(158, "close and abort with 16 MiB waiting")
                .set("ws.outbound.pause-reading", false)
                .when(RowsOfEndings::closeBehindMuch, Course.closes(4000, "enough"))
                .when(RowsOfEndings::abortBehindMuch, aborted());
    }

    private static void close(Play play) throws Exception {
        play.open().stage().told(0).socket().close(ENOUGH);
        read(play.peer(), CLOSE);
    }

    private static void closeBehindMuch(Play play) throws Exception {
        CompletionStage<Void> flushed = queue(play);
        play.stage().told(0).socket().close(ENOUGH);
        play.peer().deaf(false);
        long heard = 0;
        while (heard < MUCH) {
            heard += play.peer().read().payload().length;
        }
        flushed.toCompletableFuture().join();
    }

    private static void abortBehindMuch(Play play) throws Exception {
        CompletionStage<Void> flushed = queue(play);
        play.stage().told(0).socket().abort(ENOUGH, new IllegalStateException("now"));
        play.stage().told(0).awaitEnd();
        try {
            flushed.toCompletableFuture().join();
            throw new AssertionError("what was dropped was flushed");
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof IOException)) {
                throw failed;
            }
        }
        play.peer().deaf(false);
    }

    private static CompletionStage<Void> queue(Play play) throws Exception {
        WebSocket socket = play.open().stage().told(0).socket();
        play.peer().deaf(true);
        if (!socket.sendBinary(ByteBuffer.allocate(MUCH))) {
            throw new AssertionError("it was not taken");
        }
        play.settle();
        return socket.flushed();
    }

    private static Expected aborted() {
        return new Behaves("1006", (play, complaints) -> {
                    complaints.equal(
                            "shape",
                            play.stage().told(0).ends(),
                            List.of("error java.lang.IllegalStateException: now", "closed 1006  by LOCAL"));
                })
                .counting("ws.connections.opened", 1)
                .counting("ws.connections.closed{by=local,code=1006}", 1)
                .byChance();
    }

    private static void crowds(Rows rows) {
        int many = Rows.times(50, 9000);
        rows.row(156, many + " peers that close and never end TCP" + Rows.scaled("9,000"))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            play.open();
                            for (int i = 0; i < many; i++) {
                                Peer peer = play.openAnother();
                                peer.send(Frame.close(1000, ""));
                                read(peer, Frame.close(1000, ""));
                            }
                            play.advance(TIMEOUT);
                        },
                        new Tallied("gone"));
        rows.row(164, many + " pings while another thread closes" + Rows.scaled("9,000"))
                .bothRoles()
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            play.open();
                            for (int i = 1; i <= many; i++) {
                                pingAndClose(play.openAnother(), play, i);
                            }
                        },
                        new Tallied("pong or nothing"));
        rows.row(165, many + " peers reset at once" + Rows.scaled("9,000"))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            List<Peer> peers =
                                    new ArrayList<>(List.of(play.open().peer()));
                            for (int i = 0; i < many; i++) {
                                peers.add(play.openAnother());
                            }
                            play.settle();
                            for (Peer peer : peers) {
                                peer.reset();
                            }
                        },
                        new Tallied("1006 each"));
    }

    /** On a server of its own, as the neighbours would be ended too. */
    private static void stopInHandshake(Play play) throws Exception {
        for (String transport : List.of("nio", "netty")) {
            Told told = new Told();
            try (WebSocketServer server = WebSocketServer.builder()
                            .port(0)
                            .transport(transport)
                            .set("ws.server.drain.spread", "0 s")
                            .endpoint(OurServer.PATH, Dispatch.EVENT_LOOP, () -> told)
                            .start();
                    Peer peer = new Peer(Link.PLAIN.connect(server.port(), 0), true, Cut.WHOLE, 0)) {
                peer.listen().send("GET " + OurServer.PATH + " HTTP/1.1\r\nHost: a\r\n");
                server.stop().toCompletableFuture().get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
                String heard = peer.hearAll();
                if (!heard.isEmpty() && !heard.startsWith("HTTP/1.1 503 ")
                        || !told.lines().isEmpty()) {
                    throw new AssertionError("heard " + heard + ", told " + told.lines());
                }
            }
        }
        Journal.take(); // what those servers logged
        play.say(Request.valid());
    }

    private static void pingAndClose(Peer peer, Play play, int index) throws Exception {
        WebSocket socket = play.stage().told(index).socket();
        Thread closer = new Thread(() -> socket.close(ENOUGH), "row-closer");
        closer.start();
        peer.send(Frame.ping("now"));
        Frame heard = peer.read();
        if (heard.masked(false).equals(Frame.pong("now"))) {
            heard = peer.read();
        }
        if (!heard.masked(false).equals(CLOSE)) {
            throw new AssertionError("heard " + heard);
        }
        peer.send(ANSWER);
        closer.join();
        if (play.role() == Role.CLIENT) {
            peer.fin();
        }
        peer.awaitEnd();
        peer.close();
    }

    private static void resetInMessage(Play play) throws Exception {
        play.open().send(Frame.text("begun").more());
        play.settle();
        play.peer().reset();
    }

    /** The end by the peer's RST: what it sent may have been read, or not. */
    static Expected reset() {
        return new Behaves("1006", (play, complaints) -> {
                    Told told = play.stage().told(0);
                    List<String> ends = told.ends();
                    complaints.equal("shape", ends.get(ends.size() - 1), "closed 1006  by NOBODY");
                    complaints.holds(told.messages().size() <= 1, "shape", "told " + told.messages());
                })
                .counting("ws.connections.opened", 1)
                .counting("ws.connections.closed{by=nobody,code=1006}", 1)
                .byChance();
    }

    /** Complains at once when our side has said something, or ended. */
    static void stillOpen(Play play) {
        if (play.peer().ended() != null || play.peer().heardFrames()) {
            throw new AssertionError("it ended too soon");
        }
    }
}
