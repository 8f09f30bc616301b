package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Plugin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PluginEndTest {
    private final List<String> ended = new CopyOnWriteArrayList<>();

    @Test
    void goesFromTheLastToTheFirst() {
        PluginEnd.close(List.of(ending("a"), ending("b"), ending("c")), Duration.ofMinutes(1));

        assertThat(ended).containsExactly("c", "b", "a");
    }

    @Test
    void leavesOneThatHangsBehindAndGoesOn() {
        CountDownLatch never = new CountDownLatch(1);
        Plugin hanging = new Plugin() {
            @Override
            public void close() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };

        PluginEnd.close(List.of(ending("a"), hanging, ending("c")), Duration.ofMillis(50));

        assertThat(ended).containsExactly("c", "a");
        never.countDown();
    }

    @Test
    void goesOnAfterOneThatFails() {
        Plugin failing = new Plugin() {
            @Override
            public void close() {
                throw new IllegalStateException("test");
            }
        };

        PluginEnd.close(List.of(ending("a"), failing), Duration.ofMinutes(1));

        assertThat(ended).containsExactly("a");
    }

    private Plugin ending(String name) {
        return new Plugin() {
            @Override
            public void close() {
                ended.add(name);
            }
        };
    }
}
