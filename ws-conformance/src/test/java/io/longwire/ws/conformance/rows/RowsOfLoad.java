package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Rows.times;

import io.longwire.ws.Dispatch;
import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Section J, liveness and load: rows 188 to 198, peers that are silent, slow or too quick. */
final class RowsOfLoad {
    /** More than the system takes for a peer that does not read; sent by reference, so that it costs nothing. */
    private static final Message LARGE = Message.binary(ByteBuffer.allocate(24 << 20));

    private static final int BURST = 1000;

    private RowsOfLoad() {}

    static void declare(Rows rows) {
        rows.row(188, "a silent peer without heartbeat, an idle timeout of 60 s")
                .set("ws.limits.idle-timeout", "60 s")
                .when(RowsOfLoad::silence, Shuts.with(1001, "idle"));
        slow(rows);
        control(rows);
        rows.row(195, "a peer that never pongs, pongs with a wrong payload or late")
                .shownBy(
                        "HeartbeatTest",
                        "cutsAPeerThatStaysSilent",
                        "bytesInsteadOfThePongAreLife",
                        "wrongOrRepeatedPongGivesNoRoundTrip",
                        "latePongCountsBeforeTheDeadline");
        rows.row(196, "more messages than ws.limits.message-rate = 200 and a burst of 1,000")
                .set("ws.limits.message-rate", 200)
                .cut(Cut.WHOLE)
                .when(
                        RowsOfLoad::tooManyMessages,
                        new Counting(Closes.of(Violation.MESSAGE_RATE)
                                        .after(Collections.nCopies(BURST + 1 + BURST + 100, Frame.text("m"))
                                                .toArray(Frame[]::new)))
                                .more("ws.reading.stopped{why=message_rate}", 2));
        queues(rows);
    }

    private static void silence(Play play) throws Exception {
        play.open();
        for (int i = 0; i < 6; i++) {
            play.advance(Duration.ofMillis(i == 5 ? 9_999 : 10_000));
            play.sing();
        }
        requireQuiet(play);
        play.advance(Duration.ofMillis(1));
    }

    // ---- peers that do not take what they are sent

    private static void slow(Rows rows) {
        rows.row(189, "a peer that does not read while a message waits and another is sent: past the cap")
                .server(Own.handler(Dispatch.EVENT_LOOP, Sending::new))
                .when(play -> Own.deaf(play, play.peer(), "two"), new CutSlow());
        rows.row(189, "a peer that does not read for 10 s while a message waits")
                .server(Own.handler(Dispatch.EVENT_LOOP, Sending::new))
                .when(
                        play -> {
                            Own.deaf(play, play.peer(), "one");
                            stall(play);
                        },
                        new CutSlow());
        rows.row(190, "many of them at once (in a full run 100, the whole number in the attack command)")
                .server(Own.handler(Dispatch.EVENT_LOOP, Sending::new))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            Own.deaf(play, play.peer(), "one");
                            for (int i = 1; i < times(8, 100); i++) {
                                Own.deaf(play, play.another(), "one");
                            }
                            stall(play);
                        },
                        new CutSlow());
        rows.row(191, "a peer that reads a little each second, so that what waits always moves")
                .server(Own.handler(Dispatch.EVENT_LOOP, Sending::new))
                .when(
                        play -> {
                            Own.deaf(play, play.peer(), "one");
                            for (int second = 0; second < 10; second++) {
                                requireOpen(play);
                                play.peer().sip(100);
                                play.advance(Duration.ofSeconds(1));
                            }
                        },
                        new CutSlow());
    }

    private static void stall(Play play) throws Exception {
        play.advance(Duration.ofMillis(9_999));
        requireOpen(play);
        play.advance(Duration.ofMillis(1));
    }

    private static void requireOpen(Play play) throws Exception {
        if (!play.stage().told(0).socket().isOpen()) {
            throw new AssertionError("it was ended too early");
        }
    }

    /** Sends what a peer has to take. */
    private static final class Sending extends Own {
        Sending(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            if (!socket.send(LARGE) || (text.equals("two") && socket.send(LARGE))) {
                throw new AssertionError("the first was refused or the second was not");
            }
        }
    }

    // ---- control frames

    private static void control(Rows rows) {
        rows.row(192, "pings beyond the burst of control frames")
                .when(
                        Input.frames(pings(BURST + 1)),
                        Closes.of(Violation.CONTROL_RATE).after(pongs(BURST + 1)));
        int flood = times(5_000, 100_000);
        rows.row(192, "a flood of pings without a limit: each is answered (in a full run 100,000)")
                .set("ws.limits.control-rate", 0)
                .cut(Cut.WHOLE)
                .when(Input.frames(pings(flood)), new Opens().then(pongs(flood)));
        rows.row(192, "pings while the output is blocked: the newest alone is answered")
                .shownBy("SessionOutputTest", "letsAPongOvertakeDataThatWaitsButNotABegunFrame")
                .shownBy("LivenessTest", "pingsAreAnsweredBehindAPauseAsFarAsTheLookAheadReaches");
        rows.row(193, "ping payloads of 0 to 125 bytes, all byte values")
                .bothRoles()
                .when(Input.frames(allPayloads(Frame.PING)), new Opens().then(allPayloads(Frame.PONG)));
        Frame[] pongs = pongs(BURST + 1);
        rows.row(194, "unsolicited pongs, and more than the burst of them")
                .when(Input.frames(Arrays.copyOf(pongs, BURST)), new Opens())
                .when(Input.frames(pongs), Closes.of(Violation.CONTROL_RATE));
    }

    private static Frame[] pings(int many) {
        return IntStream.range(0, many).mapToObj(i -> Frame.ping("ping " + i)).toArray(Frame[]::new);
    }

    private static Frame[] pongs(int many) {
        return IntStream.range(0, many).mapToObj(i -> Frame.pong("ping " + i)).toArray(Frame[]::new);
    }

    private static Frame[] allPayloads(int opcode) {
        return IntStream.rangeClosed(0, 125 + 256)
                .mapToObj(i -> Frame.of(opcode, i <= 125 ? new byte[i] : new byte[] {(byte) (i - 126)}))
                .toArray(Frame[]::new);
    }

    // ---- messages

    private static void tooManyMessages(Play play) throws Exception {
        play.open().send(Collections.nCopies(BURST, Frame.text("m")).toArray(Frame[]::new));
        play.settle();
        play.send(Frame.text("m"));
        play.settle();
        play.send(Collections.nCopies(BURST + 100, Frame.text("m")).toArray(Frame[]::new));
        play.settle();
        play.advance(Duration.ofMillis(11));
        play.advance(Duration.ofMillis(4_980));
        requireOpen(play);
        play.advance(Duration.ofMillis(20));
    }

    private static void queues(Rows rows) {
        Gate slow = new Gate();
        rows.row(197, "messages that come quicker than their handler")
                .server(Own.handler(Dispatch.WORKER, told -> new Gated(told, slow)))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            Own.open(play);
                            slow.shut();
                            crowd(play);
                            slow.open();
                        },
                        new Counting(new Opens().then(acknowledged())).more("ws.reading.stopped{why=inbound_full}", 1));
        Gate saturated = new Gate();
        rows.row(198, "workers that are all busy: reading pauses, nothing is lost")
                .set("ws.workers.virtual", false)
                .set("ws.workers.max", 1)
                .server(Own.handler(Dispatch.WORKER, told -> new Gated(told, new Gate())))
                .server((builder, told) ->
                        builder.endpoint("/busy", Dispatch.WORKER, () -> new Gated(new Told(), saturated)))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            Own.open(play);
                            saturated.shut();
                            try (Peer busy = play.stage().side().meet(Cut.WHOLE, 0)) {
                                busy.listen()
                                        .send(Request.valid().target("/busy").toString());
                                busy.readHead();
                                busy.send(Frame.text("hold the worker"));
                                saturated.awaitCaller();
                                crowd(play);
                                saturated.open();
                                busy.read();
                                busy.send(Frame.close(1000, ""));
                                busy.read();
                                busy.awaitEnd();
                            }
                        },
                        new Counting(new Opens().then(acknowledged()))
                                .more("ws.reading.stopped{why=inbound_full}", 1)
                                .more("ws.connections.opened", 1)
                                .more("ws.connections.closed{by=peer,code=1000}", 1));
    }

    /** So many that reading stops before the last is read, and does not stop again when it goes on. */
    private static Frame[] crowd() {
        return IntStream.range(0, 200)
                .mapToObj(i -> Frame.text("%3d ".formatted(i) + "x".repeat(1024)))
                .toArray(Frame[]::new);
    }

    private static Frame[] acknowledged() {
        return IntStream.range(0, 200)
                .mapToObj(i -> Frame.text("%3d".formatted(i)))
                .toArray(Frame[]::new);
    }

    private static void crowd(Play play) throws Exception {
        String stops = "ws.reading.stopped{why=inbound_full}";
        long before = play.stage().side().counters().get(stops);
        play.send(crowd());
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Ears.DEADLINE_MILLIS);
        while (play.stage().side().counters().get(stops) == before) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("reading does not stop");
            }
            play.settle();
        }
    }

    /** Complains when the peer was told anything more than that it is open. */
    private static void requireQuiet(Play play) {
        if (!play.peer().heard().endsWith("\r\n\r\n") || play.peer().ended() != null) {
            throw new AssertionError("it was told too early: " + play.peer().heard());
        }
    }

    /** Holds handlers until it is opened. */
    private static final class Gate {
        private volatile CountDownLatch latch = new CountDownLatch(0);
        private volatile CountDownLatch called = new CountDownLatch(0);

        void shut() {
            latch = new CountDownLatch(1);
            called = new CountDownLatch(1);
        }

        void open() {
            latch.countDown();
        }

        void awaitCaller() throws InterruptedException {
            await(called);
        }

        void pass() {
            called.countDown();
            try {
                await(latch);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void await(CountDownLatch latch) throws InterruptedException {
            if (!latch.await(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("what was waited for does not come");
            }
        }
    }

    private static final class Gated extends Own {
        private final Gate gate;

        Gated(Told told, Gate gate) {
            super(told);
            this.gate = gate;
        }

        @Override
        public void onText(WebSocket socket, String text) {
            gate.pass();
            if (text.length() > 1024) {
                socket.sendText(text.substring(0, 3));
            } else {
                super.onText(socket, text);
            }
        }
    }
}
