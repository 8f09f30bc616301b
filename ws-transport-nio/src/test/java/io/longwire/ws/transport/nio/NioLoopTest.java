package io.longwire.ws.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.testkit.MapSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NioLoopTest {
    @Test
    void whatATaskOrTimerThrowsGoesToTheThreadsHandlerAndTheLoopGoesOn() throws Exception {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        try (NioTransport transport = new NioTransport(NioSettings.ofLoops(1))) {
            Loop loop = transport.loops().get(0);
            loop.execute(() -> Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
                uncaught.add(thrown);
                throw new IllegalStateException("the handler throws too");
            }));
            loop.execute(() -> {
                loop.atTurnEnd(() -> {
                    throw new IllegalArgumentException("turn end");
                });
                throw new AssertionError("task");
            });
            CountDownLatch timer = new CountDownLatch(1);
            loop.schedule(Duration.ofMillis(1), () -> {
                timer.countDown();
                throw new IllegalArgumentException("timer");
            });
            assertThat(timer.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> alive = new CompletableFuture<>();
            loop.schedule(Duration.ofMillis(1), () -> alive.complete(true));
            assertThat(alive.get(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(uncaught).extracting(Throwable::getMessage).containsExactlyInAnyOrder("task", "turn end", "timer");
    }

    @Test
    void eachLoopHasAThreadOfItsOwnThatIsNoDaemon() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        try (NioTransport transport = new NioTransport(NioSettings.ofLoops(2))) {
            for (Loop loop : transport.loops()) {
                loop.execute(() -> {
                    threads.add(Thread.currentThread());
                    both.countDown();
                });
            }
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(threads).extracting(Thread::getName).containsExactlyInAnyOrder("longwire-nio-0", "longwire-nio-1");
        assertThat(threads).noneMatch(Thread::isDaemon).noneMatch(Thread::isAlive);
    }

    @Test
    void aClosedTransportMakesNothing() throws Exception {
        NioTransport transport = new NioTransport(NioSettings.ofLoops(1));
        transport.close();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        assertThatThrownBy(() -> transport.listen(any, new Echo())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> transport.connect(any, new Echo())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theProviderTakesItsSettings() {
        MapSettings settings =
                new MapSettings().with("loops", 3).with("backlog", 16).with("receive-buffer", 8 * 1024);
        assertThat(NioSettings.of(settings)).isEqualTo(new NioSettings(3, 16, 8 * 1024));
        assertThat(NioSettings.of(settings.with("loops", "auto")).loops())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        NioTransportProvider provider = new NioTransportProvider();
        assertThat(provider.name()).isEqualTo("nio");
        try (var transport = provider.create(settings.with("loops", 2))) {
            assertThat(transport.loops()).hasSize(2);
        }
        assertThatThrownBy(() -> provider.create(settings.with("loops", 0))).hasMessageContaining("loops");
        assertThatThrownBy(() -> new NioSettings(1, 0, 8192)).hasMessageContaining("backlog is 0");
        assertThatThrownBy(() -> new NioSettings(1, 1, 100)).hasMessageContaining("receive-buffer is 100");
    }
}
