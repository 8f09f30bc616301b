package io.longwire.ws.conformance.rows;

import io.longwire.ws.Message;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.codec.RunLengthProvider;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Section I, messages that grow too much, and what compression costs. */
final class RowsOfBombs {
    private static final String DEFLATE = "ws.extensions.permessage-deflate.";
    private static final Closes TOO_BIG = Closes.of(Violation.MESSAGE_TOO_BIG);
    private static final Closes RATIO = Closes.of(Violation.INFLATE_RATIO);

    private static final Message NEWS = Message.text("the same news every day, ".repeat(20));
    private static final Message SECRET = Message.text("the token of this session is 8d1f, ".repeat(20));
    private static final Message LONG_SECRET = Message.text("and the key that it was made with is 77, ".repeat(300));

    private RowsOfBombs() {}

    static void declare(Rows rows) {
        bombs(rows);
        costs(rows);
        rows.row(185, "sensitive messages, small and large, among others")
                .bothRoles()
                .handler(Telling::new)
                .set("ws.outbound.frame", 4096)
                .when(RowsOfBombs::tellsSecrets, new Opens());
        rows.row(186, "Autobahn's groups 12 and 13")
                .notRun("that suite is a program of its own, which is no part of this build: decision 17");
        rows.row(187, "windows and levels that the codec cannot do").when(RowsOfBombs::impossible, new Opens());
    }

    private static void bombs(Rows rows) {
        int mebibytes = Rows.times(32, 1024);
        byte[] zeros = new byte[1024 * 1024];
        byte[] phrase = "Repeat after me. ".repeat(70_000).getBytes(StandardCharsets.US_ASCII);
        byte[] nested = new byte[1024 * 1024];
        for (int i = 0; i < nested.length; i++) {
            nested[i] = (byte) ('a' + Integer.numberOfTrailingZeros(i + 1));
        }
        Row bomb = rows.row(168, "a frame that inflates to " + mebibytes + " MiB" + Rows.scaled("1 GiB"))
                .bothRoles()
                .cut(Cut.WHOLE);
        for (byte[] chunk : List.of(zeros, phrase, nested)) {
            Frame frame = Compressed.frame(Frame.TEXT, Compressed.repeated(chunk, mebibytes));
            bomb.when(Compressed.frames(frame), TOO_BIG).when(Compressed.frames(frame.more()), TOO_BIG);
        }
        byte[] large = Arrays.copyOf(RowsOfFrames.noise(9000, 169), 11_000);
        rows.row(169, "compressed size below the limit, inflated size above it")
                .bothRoles()
                .set("ws.limits.message", 10_000)
                .when(Compressed.frames(Compressed.binary(large)), TOO_BIG)
                .when(Compressed.frames(Compressed.cut(Compressed.binary(large), 100)), TOO_BIG);
        Frame[] fragments = fragments(1000);
        rows.row(170, "a bomb in 1,000 fragments, each of which is small")
                .bothRoles()
                .set("ws.limits.inflate-ratio", 0)
                .when(Compressed.frames(fragments), TOO_BIG);
        rows.row(170, "the same, judged by its ratio").bothRoles().when(Compressed.frames(fragments), RATIO);
        rows.row(171, "256 bytes that make 250 KiB")
                .bothRoles()
                .when(Compressed.frames(Compressed.text("x".repeat(250 * 1024))), RATIO)
                .when(Compressed.frames(Compressed.binary(new byte[250 * 1024])), RATIO);
        rows.row(222, "what broke other clients; all rows of sections E to I that name both roles run against ours")
                .client()
                .when(Heads.sent(0x82, 64, Long.MAX_VALUE), Closes.of(Violation.FRAME_TOO_BIG))
                .when(Heads.sent(0x81, 64, 1L << 32), Closes.of(Violation.FRAME_TOO_BIG))
                .when(Compressed.frames(fragments), RATIO)
                .when(Compressed.frames(Compressed.binary(new byte[16 * 1024 * 1024])), TOO_BIG);
        rows.row(172, "bombs against an extension that others wrote; each has those of ExtensionContract too")
                .server((builder, told) -> builder.extension(new RunLengthProvider()))
                .set(DEFLATE + "enabled", false)
                .when(runs(run(60_000)), TOO_BIG)
                .when(runs(run(60_000).more()), TOO_BIG)
                .when(runs(run(10_500)), TOO_BIG)
                .when(runs(Compressed.cut(run(20_000), 20)), RATIO)
                .when(runs(run(600)), RATIO);
    }

    /** So many bytes of run-length coding, which make 127 times as many. */
    private static Frame run(int size) {
        byte[] pairs = new byte[size];
        for (int i = 0; i < size; i += 2) {
            pairs[i] = (byte) 255;
            pairs[i + 1] = 'x';
        }
        return Compressed.frame(Frame.TEXT, pairs);
    }

    private static Input runs(Frame... frames) {
        return play -> play.open(
                        new Opens().with("sec-websocket-extensions", RunLengthProvider.NAME),
                        "Sec-WebSocket-Extensions: " + RunLengthProvider.NAME)
                .send(frames);
    }

    private static Frame[] fragments(int many) {
        Compressed peer = new Compressed();
        List<Frame> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Frame part = Compressed.frame(Frame.BINARY, peer.flushed(new byte[2048]));
            all.add(i == 0 ? part.more() : new Frame(0, false, part.payload()));
        }
        peer.end();
        return all.toArray(Frame[]::new);
    }

    private static void costs(Rows rows) {
        int many = Rows.times(20, 5000);
        rows.row(182, many + " connections that ask for a context, and native memory for two" + Rows.scaled("5,000"))
                .cut(Cut.WHOLE)
                .set(DEFLATE + "history", "full")
                .set(DEFLATE + "native-memory", 600 * 1024)
                .when(
                        play -> {
                            Compressed.open(play);
                            for (int i = 0; i < many; i++) {
                                talk(Compressed.openAnother(play), "connection " + i + ", ");
                            }
                            for (Peer peer : play.peers()) {
                                peer.fin();
                            }
                            for (Told told : play.stage().told()) {
                                told.awaitEnd();
                            }
                            play.advance(Duration.ofSeconds(1)); // the look for quiet ones finds none, and is the last
                        },
                        new Tallied("OK"));
        int cycles = Rows.times(100, 25_000);
        rows.row(183, cycles + " connections that compress, each ended in one of four ways" + Rows.scaled("25,000"))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            Compressed.open(play);
                            for (int i = 0; i < cycles; i++) {
                                Peer peer = Compressed.openAnother(play);
                                talk(peer, "cycle " + i + ", ");
                                end(peer, i % 4);
                            }
                        },
                        new Tallied("OK"));
        int subscribers = Rows.times(30, 9000);
        rows.row(184, "one message to " + subscribers + " compressing connections" + Rows.scaled("9,000"))
                .cut(Cut.WHOLE)
                .when(play -> sendToAll(play, subscribers), new Tallied("OK"));
    }

    /** Says the same things openly and in confidence. */
    private static final class Telling extends Own {
        Telling(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            if (!text.equals("tell")) {
                super.onText(socket, text);
                return;
            }
            socket.send(NEWS);
            socket.send(SECRET.sensitive());
            socket.send(LONG_SECRET.sensitive());
            socket.send(NEWS);
            socket.send(SECRET);
        }
    }

    /** RFC 7692, 6: a message without RSV1 is not compressed, and is no part of what later ones refer to. */
    private static void tellsSecrets(Play play) throws Exception {
        Compressed.open(play).send(Frame.text("tell"));
        Compressed zip = new Compressed();
        Frame news = play.peer().read();
        require(news.rsv() == 4 && same(zip.inflate(news), NEWS), "the first message, compressed");
        Frame secret = play.peer().read();
        require(secret.rsv() == 0 && same(secret.payload(), SECRET), "a secret as it is");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (boolean last = false; !last; ) {
            Frame part = play.peer().read();
            require(part.rsv() == 0, "no part of a secret is compressed");
            whole.writeBytes(part.payload());
            last = part.fin();
        }
        require(same(whole.toByteArray(), LONG_SECRET), "a long secret");
        Frame again = play.peer().read();
        require(again.rsv() == 4 && same(zip.inflate(again), NEWS), "the first message again");
        require(again.payload().length < news.payload().length / 2, "which refers to the first");
        require(same(zip.inflate(play.peer().read()), SECRET), "and what is no secret any more");
        zip.end();
    }

    private static boolean same(byte[] heard, Message message) {
        return message.payload().equals(ByteBuffer.wrap(heard));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static void talk(Peer peer, String word) throws Exception {
        Compressed zip = new Compressed();
        for (int i = 0; i < 3; i++) {
            byte[] text = word.repeat(40 + i).getBytes(StandardCharsets.US_ASCII);
            peer.send(Compressed.frame(Frame.TEXT, zip.deflate(text)));
            if (!Arrays.equals(zip.inflate(peer.read()), text)) {
                throw new AssertionError("another text came back");
            }
        }
        zip.end();
    }

    private static void end(Peer peer, int how) throws Exception {
        switch (how) {
            case 0 -> peer.send(Frame.close(1000, ""));
            case 1 -> peer.send(Compressed.frame(Frame.TEXT, "06"));
            case 2 -> peer.send(Compressed.text("half a message").more());
            default -> peer.reset();
        }
        if (how < 3) {
            peer.fin();
            peer.awaitEnd();
            peer.close();
        }
    }

    /** The frames are equal, so that they can be made once. */
    private static void sendToAll(Play play, int subscribers) throws Exception {
        Compressed.open(play);
        for (int i = 1; i < subscribers; i++) {
            Compressed.openAnother(play);
        }
        Message message = Message.text("to all of you ".repeat(100));
        for (int i = 0; i < subscribers; i++) {
            play.stage().told(i).socket().send(message);
        }
        Frame first = null;
        for (Peer peer : play.peers()) {
            Frame heard = peer.read();
            first = first == null ? heard : first;
            if (!heard.equals(first) || heard.rsv() != 4) {
                throw new AssertionError("heard " + heard + " and not " + first);
            }
        }
        Compressed zip = new Compressed();
        if (!new String(zip.inflate(first), StandardCharsets.US_ASCII).equals("to all of you ".repeat(100))) {
            throw new AssertionError("another text came");
        }
        zip.end();
    }

    private static void impossible(Play play) throws Exception {
        String[] wrong = {
            "server-max-window-bits=7",
            "server-max-window-bits=16",
            "client-max-window-bits=7",
            "client-max-window-bits=16",
            "level=0",
            "level=10",
            "level=-1",
            "history=64 KiB",
            "history=whole",
        };
        for (String setting : wrong) {
            String[] pair = setting.split("=");
            fails(
                    pair[0],
                    () -> WebSocketServer.builder()
                            .port(0)
                            .set(DEFLATE + pair[0], pair[1])
                            .start()
                            .close());
            fails(
                    pair[0],
                    () -> WebSocketClient.builder()
                            .set(DEFLATE + pair[0], pair[1])
                            .build()
                            .close());
        }
        play.say(Request.valid());
    }

    private static void fails(String key, Runnable start) {
        try {
            start.run();
        } catch (StartFailed failed) {
            if (failed.getMessage().contains(key)) {
                return;
            }
            throw failed;
        }
        throw new AssertionError("it started with another " + key);
    }
}
