package io.longwire.ws.conformance.rows;

import io.longwire.ws.Dispatch;
import io.longwire.ws.MessageKind;
import io.longwire.ws.WebSocket;
import io.longwire.ws.conformance.Frame;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Section J: rows 201 and 209, memory that is not there. The error is thrown, so that no other test pays for it. */
final class RowsOfMemory {
    private static final String SHORT = "ws.memory.short{why=error}";
    private static final String HEAP = "Java heap space";
    private static final String DIRECT = "Cannot reserve 1048576 bytes of direct buffer memory";

    private RowsOfMemory() {}

    static void declare(Rows rows) {
        for (Dispatch dispatch : Dispatch.values()) {
            rows.row(201, "an OutOfMemoryError of application code, on " + dispatch)
                    .server(Own.handler(dispatch, Failing::new))
                    .when(play -> exhaust(Own.open(play), HEAP), exhausted(HEAP));
            rows.row(209, "direct memory is exhausted, on " + dispatch)
                    .server(Own.handler(dispatch, Failing::new))
                    .when(play -> exhaust(Own.open(play), DIRECT), exhausted(DIRECT));
        }
        rows.row(201, "an OutOfMemoryError on the path of a frame")
                .server((builder, told) -> builder.plugin(new Greedy()))
                .when(play -> exhaust(play.open(), HEAP), exhausted(HEAP));
    }

    /** Fails by an error of memory. */
    private static final class Failing extends Own {
        Failing(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            throw new OutOfMemoryError(text);
        }
    }

    private static Expected exhausted(String error) {
        return new Counting(Shuts.failed("java.lang.OutOfMemoryError: " + error)).more(SHORT, 1);
    }

    /** Has an allocation fail, and demands that who comes then is accepted after 5 s and not before. */
    private static void exhaust(Play play, String error) throws Exception {
        long before = play.stage().side().counters().get(SHORT);
        play.send(Frame.text(error));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Ears.DEADLINE_MILLIS);
        while (play.stage().side().counters().get(SHORT) == before && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait(); // a worker may be at it
        }
        play.settle();
        long accepted = play.stage().work().accepted();
        CompletableFuture<Peer> late = CompletableFuture.supplyAsync(() -> {
            try {
                return play.stage().side().meet(Cut.WHOLE, 0);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        play.advance(Duration.ofMillis(4_999));
        play.settle();
        if (play.stage().work().accepted() != accepted) {
            throw new AssertionError("somebody was accepted while memory is short");
        }
        play.advance(Duration.ofMillis(1));
        late.get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS).close();
        while (play.stage().work().accepted() == accepted) {
            Clock.settle(play.stage().loop().real());
        }
    }

    /** Has no memory for a message. */
    private static final class Greedy implements PluginProvider, Plugin {
        @Override
        public String name() {
            return "greedy";
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
                    if (socket.handshake().path().equals(OurServer.PATH)) {
                        throw new OutOfMemoryError(HEAP);
                    }
                }
            };
        }
    }
}
