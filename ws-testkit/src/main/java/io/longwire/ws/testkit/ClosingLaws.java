package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Plugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link PluginContract} that is about the end: {@link Plugin#close}. */
public interface ClosingLaws extends PluginUnderTest {
    /** After close no timer waits, no task is posted, no connection is touched, however long the loops go on. */
    @Test
    default void noWorkIsDoneAfterClose() {
        PluginLab lab = new PluginLab(this);
        lab.plugin.started();
        List<PluginLab.Connection> connections = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            PluginLab.Connection connection = lab.connect();
            connections.add(connection);
            lab.live(connection);
        }
        lab.shutDown();
        assertThat(lab.clock.timers()).as("timers that wait after close").isZero();
        connections.forEach(connection -> connection.socket().takeActions());
        var counted = lab.context.meter().counts();
        lab.clock.advance(Duration.ofDays(1));
        connections.forEach(
                connection -> assertThat(connection.socket().actions()).isEmpty());
        assertThat(lab.context.meter().counts())
                .as("what was counted after close")
                .isEqualTo(counted);
    }

    /** Threads that a plug-in started have ended soon after close. */
    @Test
    default void noThreadOutlivesClose() throws InterruptedException {
        List<Thread> before = Threads.living();
        PluginLab lab = new PluginLab(this);
        lab.plugin.started();
        for (int i = 0; i < 20; i++) {
            lab.live(lab.connect());
        }
        lab.shutDown();
        List<Thread> left = Threads.living();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(Duration.ofSeconds(20).toMillis());
            assertThat(thread.isAlive()).as("%s, 20 s after close", thread).isFalse();
        }
    }
}
