package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.WebSocket;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.RecordingMeter;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callbacks that hold their loop are found, each once. */
class WatchdogTest {
    private static final long MILLI = 1_000_000;

    private final LoopContext loop = NoLoop.context();
    private final RecordingMeter meter = new RecordingMeter();
    private final Watchdog watchdog = new Watchdog(Duration.ofMillis(200), List.of(loop), meter, 0);
    private final WebSocket socket = new RecordingWebSocket(new ManualLoop());

    private long reported() {
        return meter.count("ws.handler.slow");
    }

    @Test
    void aCallbackIsReportedOnceWhenTheLimitHasPassed() {
        watchdog.look(0);
        loop.watch.begin(socket);
        watchdog.look(10 * MILLI); // seen for the first time
        watchdog.look(209 * MILLI);
        assertThat(reported()).isZero();

        watchdog.look(210 * MILLI);
        watchdog.look(900 * MILLI);
        assertThat(reported()).isEqualTo(1);
    }

    @Test
    void theNextCallbackIsJudgedByItself() {
        loop.watch.end(loop.watch.begin(socket));
        loop.watch.begin(socket);
        watchdog.look(0);
        watchdog.look(200 * MILLI);
        assertThat(reported()).isEqualTo(1);

        loop.watch.end(null);
        loop.watch.begin(socket);
        watchdog.look(300 * MILLI);
        watchdog.look(499 * MILLI);
        assertThat(reported()).isEqualTo(1);
        watchdog.look(500 * MILLI);
        assertThat(reported()).isEqualTo(2);
    }

    @Test
    void manyShortCallbacksAreNotALongOne() {
        for (int at = 0; at < 1000; at += 50) {
            loop.watch.begin(socket);
            watchdog.look(at * MILLI);
            loop.watch.end(null);
        }
        assertThat(reported()).isZero();
    }

    @Test
    void anIdleLoopIsNotReported() {
        loop.watch.end(loop.watch.begin(socket));
        watchdog.look(0);
        watchdog.look(900 * MILLI);
        assertThat(reported()).isZero();
    }

    @Test
    void aCallbackInsideOfAnotherLeavesTheOuterOneRunning() {
        WebSocket outer = loop.watch.begin(socket);
        loop.watch.end(loop.watch.begin(new RecordingWebSocket(new ManualLoop())));
        assertThat(loop.watch.running()).isSameAs(socket);
        loop.watch.end(outer);
        assertThat(loop.watch.running()).isNull();
    }

    @Test
    void handlersOnTheLoopAreWatched() {
        Bench.Recorder recorder = new Bench.Recorder();
        Bench bench = new Bench(recorder, "ws.watchdog.limit", "off");
        StackTraceElement[][] stack = new StackTraceElement[1][];
        recorder.onText = text -> {
            Watch watch = ((SessionSocket) recorder.socket).session.context().watch;
            assertThat(watch.running()).isSameAs(recorder.socket);
            stack[0] = watch.stack();
        };

        bench.write(bench.open(), Bench.HELLO);

        assertThat(recorder.events).containsExactly("open", "Hello");
        assertThat(stack[0]).anyMatch(frame -> frame.getMethodName().contains("onText"));
        assertThat(((SessionSocket) recorder.socket).session.context().watch.running())
                .isNull();
    }
}
