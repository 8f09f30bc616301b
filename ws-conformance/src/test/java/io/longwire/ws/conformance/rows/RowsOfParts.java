package io.longwire.ws.conformance.rows;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Dispatch;
import io.longwire.ws.MessageKind;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Frame;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Section L, plug-ins, configuration and wiring: rows 232 to 242, 248 and 249. */
final class RowsOfParts {
    private RowsOfParts() {}

    static void declare(Rows rows) {
        starts(rows);
        plugins(rows);
        rows.row(241, "a handler that changes the bytes it was given")
                .server(Own.handler(Dispatch.EVENT_LOOP, Changing::new))
                .when(
                        Own.frames(Frame.binary((byte) 1, (byte) 2), Frame.binary((byte) 3)),
                        new Opens().then(Frame.binary((byte) 1, (byte) 2), Frame.binary((byte) 3)));
        rows.row(241, "a handler that writes past the message it was lent, while another's is half there")
                .server(Own.handler(Dispatch.EVENT_LOOP, Overreaching::new))
                .when(RowsOfParts::overreach, new Opens());
        List<ByteBuffer> kept = new ArrayList<>();
        rows.row(241, "a handler that keeps what it was given and writes to it later (ws.inbound.lend = false)")
                .set("ws.inbound.lend", false)
                .server(Own.handler(Dispatch.EVENT_LOOP, told -> new Keeping(told, kept)))
                .when(
                        Own.frames(Frame.binary((byte) 1, (byte) 2), Frame.binary((byte) 3), Frame.binary((byte) 4)),
                        new Opens().then(Frame.binary((byte) 1, (byte) 2), Frame.binary((byte) 3), Frame.binary((byte)
                                4)));
        rows.row(241, "a plug-in is shown a pong that it cannot change")
                .server((builder, told) -> builder.plugin(new Watching()))
                .when(Input.frames(Frame.pong("mine"), Frame.text("a")), new Opens().then(Frame.text("a")));
        rows.row(242, "a message that an application cannot make sense of: it says why it ends")
                .server(Own.handler(Dispatch.EVENT_LOOP, Understanding::new))
                .when(Own.frames(Frame.text("{")), Shuts.with(1007, "not a number"));
        rows.row(242, "a message that an application cannot make sense of, and it throws")
                .server(Own.handler(Dispatch.WORKER, Understanding::new))
                .when(Own.frames(Frame.text("[")), Shuts.failed("java.lang.NumberFormatException"));
        rows.row(242, "a text that cannot be UTF-8: told at the call, nothing is sent, and it goes on")
                .server(Own.handler(Dispatch.EVENT_LOOP, Surrogate::new))
                .when(Own.frames(Frame.text("a"), Frame.text("b")), new Opens().then(Frame.text("a"), Frame.text("b")));
        rows.row(248, "the same plug-ins in another order: what comes after what is said by after()")
                .shownBy("ClassPathTest", "theOrderOfPluginsIsNotThatOfTheClassPath");
        rows.row(249, "every row on both transports: one outcome (U9)").shownBy("RowsTest", "rows");
    }

    private static void starts(Rows rows) {
        rows.row(232, "a plug-in throws as the server starts")
                .shownBy(
                        "StartTest",
                        "namesAPluginThatCannotBeMadeAndEndsTheEarlierOnesInReverse",
                        "closesWhatListenedWhenAPluginFailsAsTheStartEnds");
        rows.row(233, "a plug-in hangs or throws as it is stopped")
                .shownBy("PluginEndTest", "leavesOneThatHangsBehindAndGoesOn", "goesOnAfterOneThatFails");
        rows.row(234, "two plug-ins of one name, a circle")
                .shownBy("StartTest", "refusesTwoPluginsOfOneName", "namesTheCircleOfPluginsThatComeAfterEachOther");
        rows.row(235, "a transport that is not there")
                .when(
                        play -> {
                            refused(
                                    () -> WebSocketServer.builder()
                                            .transport("pigeon")
                                            .check(),
                                    "pigeon",
                                    "nio",
                                    "netty");
                            play.open();
                        },
                        new Opens());
        rows.row(236, "keys unknown, values of another type, out of range or in contradiction")
                .shownBy(
                        "RefusalTest",
                        "aValueOutOfItsRangeIsRefusedWithPlaceValueAndRange",
                        "aValueOfAnotherTypeIsRefused",
                        "aMisspeltKeyIsRefusedWithTheNearestOne")
                .shownBy(
                        "ConfigurationTest", "refusesWhatIsNoSize", "refusesWhatIsNoTime", "refusesWhatIsNoWholeNumber")
                .shownBy("StartTest", "refusesWhatCannotWorkTogether");
        rows.row(237, "certificates are read again under traffic, good ones and bad ones")
                .shownBy("CertificatesOfServerTest", "certificatesAreReadAgainAndNobodyIsDropped");
        rows.row(237, "a file that is read again and is wrong: nothing changes")
                .shownBy("ReloadTest", "aWrongFileChangesNothingAndIsToldAsAtTheStart")
                .shownBy("CertificatesOfServerTest", "aReloadTakesOtherFilesAndAWrongOneChangesNothing");
        rows.row(238, "a binding that is missing or doubled")
                .shownBy("WebSocketsTest", "tellsAMissingBindingInOneLine", "tellsADoubledBinding");
        rows.row(239, "a further provider on the class path: a transport waits to be named, a plug-in takes part")
                .shownBy(
                        "ClassPathTest",
                        "aFurtherTransportIsNotTakenUnlessItIsNamed",
                        "aFurtherPluginTakesPartUnlessItIsDisabled");
    }

    private static void refused(Runnable start, String... words) {
        try {
            start.run();
        } catch (StartFailed refused) {
            for (String word : words) {
                if (!refused.getMessage().contains(word)) {
                    throw new AssertionError("not told: " + word + " in " + refused.getMessage());
                }
            }
            return;
        }
        throw new AssertionError("it starts");
    }

    private static void plugins(Rows rows) {
        rows.row(240, "a plug-in that throws on an open connection")
                .server((builder, told) -> builder.plugin(new Watching()))
                .when(
                        Input.frames(Frame.text("a"), Frame.binary((byte) 1)),
                        Shuts.failed("java.lang.IllegalStateException: no disk").after(Frame.text("a")));
        rows.row(240, "a plug-in whose answer to a handshake never comes")
                .server((builder, told) -> builder.plugin(new Admissions(CompletableFuture::new)))
                .when(
                        play -> {
                            play.say(Request.valid());
                            play.advance(Duration.ofSeconds(10));
                        },
                        Refusal.of(503).with("retry-after", "5"));
        rows.row(240, "a plug-in that throws at a handshake")
                .server((builder, told) -> builder.plugin(new Admissions(() -> {
                    throw new IllegalStateException("no disk");
                })))
                .gets(Refusal.of(500).loud(Noise.FAULT), Request.valid());
        rows.row(240, "a plug-in that answers twice: the first answer counts")
                .server((builder, told) -> builder.plugin(new Admissions(() -> {
                    CompletableFuture<Void> answer = new CompletableFuture<>();
                    answer.complete(null);
                    answer.completeExceptionally(new IllegalStateException("no disk"));
                    answer.complete(null);
                    return answer;
                })))
                .gets(new Opens(), Request.valid());
    }

    /** Sends half of a character before each echo. */
    private static final class Surrogate extends Own {
        Surrogate(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            try {
                socket.sendText("\ud800");
                throw new AssertionError("it was taken");
            } catch (IllegalArgumentException told) {
                super.onText(socket, text);
            }
        }
    }

    /** Takes numbers. There is no codec of messages: this is what stands for one. */
    private static final class Understanding extends Own {
        Understanding(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            if (text.equals("{")) {
                socket.close(new CloseReason(1007, "not a number"));
            } else {
                socket.sendText(Integer.toString(Integer.parseInt(text)));
            }
        }
    }

    /** Throws when a binary message comes. */
    private static final class Watching implements PluginProvider, Plugin {
        @Override
        public String name() {
            return "watching";
        }

        @Override
        public Plugin create(PluginContext context) {
            return this;
        }

        @Override
        public ConnectionWatcher watch(WebSocket socket, Loop loop) {
            return new ConnectionWatcher() {
                @Override
                public void onMessage(MessageKind kind, long bytes) {
                    if (kind == MessageKind.BINARY) {
                        throw new IllegalStateException("no disk");
                    }
                }

                @Override
                public void onPong(ByteBuffer payload) {
                    if (!payload.isReadOnly()) {
                        throw new IllegalStateException("it could be changed");
                    }
                }
            };
        }
    }

    /** Another connection's message is half there when the handler of the first writes where it may not. */
    private static void overreach(Play play) throws Exception {
        Frame whole = Frame.binary(new byte[1000]);
        byte[] halves = play.peer().bytes(whole);
        play.openAnother();
        Peer other = play.peers().get(1);
        other.send(Arrays.copyOf(halves, 500));
        Own.open(play);
        for (int size : new int[] {1, 200, 20_000}) {
            Frame frame = Frame.binary(new byte[size]);
            play.send(frame);
            RowsOfFrames.read(play.peer(), frame);
        }
        other.send(Arrays.copyOfRange(halves, 500, halves.length));
        RowsOfFrames.read(other, whole);
    }

    /** Echoes, and then writes wherever it can reach. */
    private static final class Overreaching extends Own {
        Overreaching(Told told) {
            super(told);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            super.onBinary(socket, data);
            fill(data.clear());
        }
    }

    /** Writes to all that it was ever given, before it echoes. */
    private static final class Keeping extends Own {
        private final List<ByteBuffer> kept;

        Keeping(Told told, List<ByteBuffer> kept) {
            super(told);
            this.kept = kept;
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            kept.forEach(before -> fill(before.clear()));
            kept.add(data);
            super.onBinary(socket, data);
        }
    }

    private static void fill(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            buffer.put((byte) 0x5a);
        }
    }

    /** Echoes, and then writes over what it was lent. */
    private static final class Changing extends Own {
        Changing(Told told) {
            super(told);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            super.onBinary(socket, data.duplicate());
            for (int i = data.position(); i < data.limit() && !data.isReadOnly(); i++) {
                data.put(i, (byte) 0x5a);
            }
        }
    }
}
