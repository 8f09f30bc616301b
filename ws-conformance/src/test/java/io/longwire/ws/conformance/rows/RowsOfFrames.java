package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Heads.FIN;

import io.longwire.ws.Closed;
import io.longwire.ws.UnsupportedMessage;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Section E, frames on their way: cut, crowded, lost, slow. */
final class RowsOfFrames {
    private RowsOfFrames() {}

    static void declare(Rows rows) {
        cut(rows);
        crowded(rows);
        Frame text = Frame.text("a");
        Frame data = Frame.binary((byte) 1);
        rows.row(111, "text to an endpoint of bytes")
                .bothRoles()
                .handler(OnlyBytes::new)
                .when(Input.frames(text), refused("text"));
        rows.row(111, "bytes to an endpoint of text")
                .bothRoles()
                .handler(OnlyText::new)
                .when(Input.frames(data), refused("binary"));
        slow(rows);
    }

    private static void cut(Rows rows) {
        Row pauses = rows.row(105, "frame cut at each byte of its head, with other work in between")
                .bothRoles()
                .cut(Cut.WHOLE);
        Frame large = Frame.of(Frame.BINARY, noise(66_000, 1));
        for (int at = 1; at <= 14; at++) {
            int cutAt = at;
            pauses.when(
                    play -> {
                        byte[] all = play.open().peer().bytes(large);
                        play.send(Arrays.copyOf(all, cutAt));
                        play.settle();
                        play.send(Arrays.copyOfRange(all, cutAt, all.length));
                    },
                    new Opens().then(large));
        }
        Row lost = rows.row(113, "frame cut anywhere, then FIN").bothRoles();
        for (int at : new int[] {1, 2, 3, 4, 5, 8, 9, 13, 14, 15, 1000, 66_005}) {
            lost.when(cutAndEnd(large, at), Course.lost());
        }
        for (int at = 1; at < 5; at++) {
            lost.when(cutAndEnd(Frame.ping("abcd"), at), Course.lost());
            lost.when(cutAndEnd(Frame.close(1000, "bye"), at), Course.lost());
        }
        lost.when(
                play -> {
                    play.open().send(Frame.text("fine"), Frame.text("half").more());
                    play.peer().fin();
                },
                Course.lost().after(Frame.text("fine")));
        rows.row(112, "frame and RST at once")
                .bothRoles()
                .when(
                        play -> {
                            play.open().send(Frame.text("last words"));
                            play.peer().reset();
                        },
                        RowsOfEndings.reset());
    }

    private static Input cutAndEnd(Frame frame, int at) {
        return play -> {
            byte[] all = play.open().peer().bytes(frame);
            play.send(Arrays.copyOf(all, at));
            play.peer().fin();
        };
    }

    private static void crowded(Rows rows) {
        Frame empty = Frame.binary();
        Frame[] tiny = new Frame[10_000];
        Arrays.fill(tiny, empty);
        rows.row(106, "10,000 frames of six bytes at once" + Rows.scaled("64 MiB of them"))
                .handler(Echo::new)
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            play.open();
                            for (int i = 0; i < Rows.times(1, 64 * 1024 * 1024 / 60_000); i++) {
                                play.send(tiny);
                                for (Frame ignored : tiny) {
                                    read(play.peer(), empty);
                                }
                            }
                        },
                        new Opens());
        int many = Rows.times(20_000, 1_000_000);
        rows.row(107, many + " tiny frames that wait while the handler is paused" + Rows.scaled("a million"))
                .handler(Echo::new)
                .set("ws.inbound.messages", 1_000_000)
                .set("ws.inbound.bytes", 1 << 30)
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            WebSocket socket = play.open().stage().told(0).socket();
                            socket.pause();
                            play.settle();
                            Frame[] all = new Frame[many];
                            Arrays.fill(all, empty);
                            play.send(all);
                            play.settle();
                            socket.resume();
                            for (int i = 0; i < many; i++) {
                                read(play.peer(), empty);
                            }
                        },
                        new Opens());
        Frame[] beyond = Arrays.copyOf(tiny, 1010);
        rows.row(108, "1,010 empty messages at once where 1,000 may come, and then one a second")
                .bothRoles()
                .cut(Cut.WHOLE)
                .set("ws.limits.message-rate", 1)
                .handler(Echo::new)
                .when(
                        play -> {
                            play.open().send(beyond);
                            for (Frame message : beyond) {
                                read(play.peer(), message);
                            }
                            play.advance(Duration.ofMillis(4999));
                            RowsOfEndings.stillOpen(play);
                            play.advance(Duration.ofMillis(1));
                        },
                        Course.closes(1008, Violation.MESSAGE_RATE.sentence())
                                .because("MESSAGE_RATE")
                                .counting("ws.violations{kind=message_rate}", 1)
                                .counting("ws.reading.stopped{why=message_rate}", 1));
        rows.row(114, "every length of payload up to 4,100, every phase of the mask")
                .handler(Echo::new)
                .cut(Cut.ANYWHERE)
                .when(
                        play -> {
                            play.open();
                            for (int size = 0; size <= 4100; size += size < 150 ? 1 : Rows.times(97, 1)) {
                                Frame message = Frame.of(Frame.BINARY, noise(size, size));
                                Frame first =
                                        new Frame(Frame.BINARY, false, Arrays.copyOf(message.payload(), size / 3));
                                byte[] rest = Arrays.copyOfRange(message.payload(), size / 3, size);
                                play.send(message, first, new Frame(FIN, false, rest));
                                read(play.peer(), message);
                                read(play.peer(), message);
                            }
                        },
                        new Opens());
    }

    static void read(Peer peer, Frame expected) throws Exception {
        Frame frame = peer.read();
        if (frame == null || !frame.masked(false).equals(expected)) {
            throw new AssertionError("heard " + frame + " and not " + expected);
        }
    }

    static byte[] noise(int size, long seed) {
        byte[] noise = new byte[size];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    /** As for a violation; the handler hears of its own refusal. */
    private static Course refused(String kind) {
        return new Course(
                "C:1003",
                List.of(Frame.close(1003, Violation.UNSUPPORTED_KIND.sentence())),
                List.of(
                        "error " + UnsupportedMessage.class.getName() + ": this endpoint takes no " + kind
                                + " messages",
                        "closed 1003  by LOCAL"),
                Ears.End.FIN,
                false,
                Map.of(
                        "ws.connections.opened",
                        1L,
                        "ws.violations{kind=unsupported_kind}",
                        1L,
                        "ws.connections.closed{by=local,code=1003}",
                        1L));
    }

    private static void slow(Rows rows) {
        Duration limit = Duration.ofSeconds(30);
        rows.row(115, "head of 64 KiB, 10 bytes, silence")
                .bothRoles()
                .when(
                        play -> {
                            begin(play);
                            play.advance(limit.minusMillis(1));
                            RowsOfEndings.stillOpen(play);
                            play.advance(Duration.ofMillis(1));
                        },
                        Closes.of(Violation.FRAME_TIMEOUT));
        rows.row(116, "the same with a byte every 20 s")
                .bothRoles()
                .when(
                        play -> {
                            begin(play);
                            play.advance(Duration.ofSeconds(20));
                            play.send(new byte[1]);
                            play.advance(Duration.ofMillis(9_999));
                            RowsOfEndings.stillOpen(play);
                            play.send(new byte[1]);
                            play.advance(Duration.ofMillis(1));
                        },
                        Closes.of(Violation.FRAME_TIMEOUT));
    }

    private static void begin(Play play) throws Exception {
        byte[] all = play.open().peer().bytes(Frame.of(Frame.BINARY, new byte[65_536]));
        play.send(Arrays.copyOf(all, 24));
    }

    /** Leaves text as it is: not taken. */
    record OnlyBytes(Told told) implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket socket) {
            told.onOpen(socket);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            told.onBinary(socket, data);
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            told.onError(socket, cause);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            told.onClose(socket, how);
        }
    }

    record OnlyText(Told told) implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket socket) {
            told.onOpen(socket);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            told.onText(socket, text);
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            told.onError(socket, cause);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            told.onClose(socket, how);
        }
    }
}
