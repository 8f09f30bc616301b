package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Rows.times;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import io.longwire.ws.conformance.structure.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Section J, liveness and load: rows 199 to 211, faults of the application and of the machine. */
final class RowsOfFaults {
    private static final Pattern WATCHED =
            Pattern.compile("ws-(codec|runtime|heartbeat|broadcast|transport-\\w+)/src/main/");

    private static final String SLOW = "ws.handler.slow";

    private RowsOfFaults() {}

    static void declare(Rows rows) {
        handlers(rows);
        loops(rows);
        logs(rows);
        rows.row(210, "both cores are busy with another process for a minute")
                .notRun("here time stands still, however busy the machine; the attack command runs in real time");
        rows.row(211, "many sockets, each with a hostile row, at the same time (for minutes: the attack command)")
                .shownBy("AttackIT", "endsTheHostileAndKeepsTheOthers");
    }

    private static void handlers(Rows rows) {
        for (Dispatch dispatch : Dispatch.values()) {
            Row row =
                    rows.row(199, "a handler that throws, on " + dispatch).server(Own.handler(dispatch, Throwing::new));
            for (Fault fault : Fault.values()) {
                row.when(Own.frames(Frame.text(fault.name())), Shuts.failed(fault.told));
            }
        }
    }

    private enum Fault {
        RUNTIME("java.lang.IllegalStateException: no database"),
        ASSERTION("java.lang.AssertionError: impossible"),
        STACK("java.lang.StackOverflowError"),
        LINKAGE("java.lang.NoClassDefFoundError: com/example/Missing");

        final String told;

        Fault(String told) {
            this.told = told;
        }

        int strike(int depth) {
            switch (this) {
                case RUNTIME -> throw new IllegalStateException("no database");
                case ASSERTION -> throw new AssertionError("impossible");
                case LINKAGE -> throw new NoClassDefFoundError("com/example/Missing");
                case STACK -> {
                    return 1 + strike(depth + 1);
                }
            }
            return depth;
        }
    }

    private static final class Throwing extends Own {
        Throwing(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            Fault.valueOf(text).strike(0);
        }
    }

    private static void loops(Rows rows) {
        Blocking blocking = new Blocking();
        rows.row(200, "a handler that holds its event loop: the watchdog names it (ws.watchdog.limit = 1 s)")
                .set("ws.watchdog.limit", "1 s")
                .server(Own.handler(Dispatch.EVENT_LOOP, blocking::handler))
                .when(
                        play -> {
                            long before = play.stage().side().counters().get(SLOW);
                            Own.open(play).send(Frame.text("block"));
                            blocking.releaseWhen(
                                    () -> play.stage().side().counters().get(SLOW) > before);
                        },
                        new Counting(new Opens().then(Frame.text("block")))
                                .more(SLOW, 1)
                                .loud(Noise.FAULT));
        rows.row(202, "heartbeats of a crowd: one timer, spread over the interval")
                .shownBy("CrowdTest", "oneTimerServesAll", "pingsOfACrowdThatConnectedAtOnceAreSpreadOverTheInterval");
        rows.row(203, "the wall clock jumps: no part of the path of a byte asks for it")
                .when(
                        play -> {
                            requireNoWallClock();
                            play.open();
                        },
                        new Opens());
        rows.row(204, "the process stood still for a while: nobody is judged for it")
                .shownBy("StallTest", "askedPeerKeepsTheTimeItHadLeft", "quietPeersAreNotAllPingedAtOnce")
                .shownBy("StallTest", "answerThatArrivedMeanwhileIsReadBeforeAnybodyIsJudged");
        rows.row(208, "a handler interrupts the thread that it runs on")
                .server(Own.handler(Dispatch.EVENT_LOOP, Interrupting::new))
                .when(
                        play -> {
                            Own.open(play).send(Frame.text("a"), Frame.text("b"));
                            play.settle();
                            requireNotInterrupted(play);
                        },
                        new Opens().then(Frame.text("a"), Frame.text("b")));
        rows.row(208, "a handler interrupts its worker")
                .server(Own.handler(Dispatch.WORKER, Interrupting::new))
                .when(Own.frames(Frame.text("a"), Frame.text("b")), new Opens().then(Frame.text("a"), Frame.text("b")));
        rows.row(208, "another thread interrupts the loop's thread")
                .when(
                        play -> {
                            play.open();
                            play.settle();
                            play.stage()
                                    .loop()
                                    .real()
                                    .execute(() -> Thread.currentThread().interrupt());
                        },
                        new Opens());
    }

    /** Or else a selector does not wait any more. */
    private static void requireNotInterrupted(Play play) throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        play.stage()
                .loop()
                .real()
                .execute(() -> interrupted.complete(Thread.currentThread().isInterrupted()));
        if (interrupted.get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the loop's thread is interrupted for ever");
        }
    }

    private static void requireNoWallClock() {
        Pattern asks = Pattern.compile("currentTimeMillis|Instant\\.now|new Date\\(|LocalTime\\.now");
        List<Path> asking = Repository.javaFiles().stream()
                .filter(file -> WATCHED.matcher(file.toString()).find())
                .filter(file -> asks.matcher(Repository.read(file)).find())
                .toList();
        if (!asking.isEmpty()) {
            throw new AssertionError(asking + " ask for the wall clock");
        }
    }

    private static final class Interrupting extends Own {
        Interrupting(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            super.onText(socket, text);
            Thread.currentThread().interrupt();
        }
    }

    /** Holds a loop until somebody else has seen it. */
    private static final class Blocking {
        private final CountDownLatch[] seen = {new CountDownLatch(1)};

        /** A condition that comes true without us. */
        @FunctionalInterface
        interface Condition {
            boolean holds();
        }

        Own handler(Told told) {
            CountDownLatch latch = new CountDownLatch(1);
            seen[0] = latch;
            return new Own(told) {
                @Override
                public void onText(WebSocket socket, String text) {
                    if (text.equals("block")) {
                        await(latch);
                    }
                    super.onText(socket, text);
                }
            };
        }

        void releaseWhen(Condition condition) {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Ears.DEADLINE_MILLIS);
            while (!condition.holds() && System.nanoTime() - deadline < 0) {
                Thread.onSpinWait();
            }
            seen[0].countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(2L * Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("nobody lets it go on");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void logs(Rows rows) {
        int many = times(20, 1000);
        rows.row(205, "the same violation over and over: counted and not logged")
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            for (int i = 1; i < many; i++) {
                                violate(play.another(), Violation.RESERVED_OPCODE);
                            }
                            play.open().send(new Frame(0x83, false, new byte[0]));
                        },
                        new Counting(Closes.of(Violation.RESERVED_OPCODE))
                                .more("ws.connections.opened", many - 1)
                                .more("ws.violations{kind=reserved_opcode}", many - 1)
                                .more("ws.connections.closed{by=local,code=1002}", many - 1));
        rows.row(206, "a peer that varies all that could become a label: no counter is added")
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            Set<String> before = play.stage().side().counters().keySet();
                            vary(play.peer(), 0);
                            for (int i = 1; i < times(20, 1000); i++) {
                                vary(play.another(), i);
                            }
                            play.settle();
                            if (!play.stage().side().counters().keySet().equals(before)) {
                                throw new AssertionError("the counters are others now");
                            }
                        },
                        new Behaves("OK", (play, complaints) -> {})
                                .counting("ws.connections.opened", times(20, 1000))
                                .counting("ws.connections.closed{by=peer,code=4xxx}", times(20, 1000)));
        rows.row(205, "handlers that throw over and over: at most one line a second")
                .server(Own.handler(Dispatch.EVENT_LOOP, Throwing::new))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            Journal.take();
                            for (int i = 1; i < many; i++) {
                                fail(play.another());
                            }
                            int lines = (int) Journal.take().stream()
                                    .filter(line -> !line.isRecord())
                                    .count();
                            if (lines != 1) {
                                throw new AssertionError("the log has " + lines + " lines");
                            }
                            play.advance(Duration.ofSeconds(1));
                            Own.open(play).send(Frame.text(Fault.RUNTIME.name()));
                        },
                        new Counting(Shuts.failed(Fault.RUNTIME.told))
                                .more("ws.connections.opened", many - 1)
                                .more("ws.handler.failures", many - 1)
                                .more("ws.connections.closed{by=local,code=1011}", many - 1));
        Shuts failed = Shuts.failed(Fault.RUNTIME.told);
        rows.row(207, "the log cannot be written")
                .server(Own.handler(Dispatch.EVENT_LOOP, Throwing::new))
                .when(
                        Own::open,
                        new Counting(new Behaves(failed.toString(), (play, complaints) -> {
                                    Journal.failing(true);
                                    try {
                                        play.send(Frame.text(Fault.RUNTIME.name()));
                                        failed.judge(play, complaints);
                                        play.settle();
                                    } finally {
                                        Journal.failing(false);
                                    }
                                }))
                                .more("ws.connections.opened", 1)
                                .more("ws.handler.failures", 1)
                                .more("ws.connections.closed{by=local,code=1011}", 1));
    }

    private static void fail(Peer peer) throws Exception {
        peer.listen().send(valid().target(Own.PATH).toString());
        peer.readHead();
        peer.send(Frame.text(Fault.RUNTIME.name()));
        peer.read();
        peer.fin();
        peer.awaitEnd();
    }

    private static void violate(Peer peer, Violation violation) throws Exception {
        peer.listen().send(valid().toString());
        peer.readHead();
        peer.send(new Frame(0x83, false, new byte[0]));
        Frame close = peer.read();
        if (close.closeCode() != violation.closeCode()) {
            throw new AssertionError("found " + close);
        }
        peer.fin();
        peer.awaitEnd();
    }

    private static void vary(Peer peer, int i) throws Exception {
        peer.listen()
                .send(valid().target(OurServer.PATH + "?q=" + i)
                        .and("X-" + i + ": " + i, "User-Agent: " + i, "Sec-WebSocket-Protocol: p" + i)
                        .toString());
        peer.readHead();
        peer.send(Frame.close(4000 + i % 1000, "text " + i));
        peer.read();
        peer.fin();
        peer.awaitEnd();
    }
}
