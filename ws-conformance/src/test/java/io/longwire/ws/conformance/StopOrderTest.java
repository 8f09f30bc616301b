package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** In which order a server ends what it is made of, and that nothing of it is left. */
class StopOrderTest {
    private static final int WARM_UP = 5;
    private static final int CYCLES = Boolean.getBoolean("longwire.rows.full") ? 1000 : 25;

    private final List<String> trace = new CopyOnWriteArrayList<>();

    /** A transport that writes down the ends of its listeners and of itself. */
    private record Traced(Transport real, List<String> trace) implements Transport {
        @Override
        public List<Loop> loops() {
            return real.loops();
        }

        @Override
        public Listener listen(SocketAddress address, Acceptor acceptor) throws IOException {
            Listener listener = real.listen(address, acceptor);
            return new Listener() {
                @Override
                public SocketAddress address() {
                    return listener.address();
                }

                @Override
                public void pause(boolean paused) {
                    listener.pause(paused);
                }

                @Override
                public void close() {
                    trace.add("listener");
                    listener.close();
                }
            };
        }

        @Override
        public Cancellable connect(SocketAddress address, Acceptor acceptor) {
            return real.connect(address, acceptor);
        }

        @Override
        public void close() {
            trace.add("loops");
            real.close();
        }
    }

    private TransportProvider traced(String name) {
        return new TransportProvider() {
            @Override
            public String name() {
                return "traced-" + name;
            }

            @Override
            public Transport create(Settings none) {
                Settings settings = Configuration.load(Configuration.Source.NONE, Map.of())
                        .root()
                        .at("transports")
                        .at(name);
                TransportProvider real = ServiceLoader.load(TransportProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(provider -> provider.name().equals(name))
                        .findAny()
                        .orElseThrow();
                return new Traced(real.create(settings), trace);
            }
        };
    }

    private PluginProvider plugin() {
        return new PluginProvider() {
            @Override
            public String name() {
                return "traced";
            }

            @Override
            public Plugin create(PluginContext context) {
                return new Plugin() {
                    @Override
                    public void close() {
                        trace.add("plug-in");
                    }
                };
            }
        };
    }

    @OnEachTransport
    void isListenersSessionsPluginsLoops(String transport) throws Exception {
        Heard heard = new Heard();
        WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .transport(traced(transport))
                .plugin(plugin())
                .set("ws.server.drain.spread", "0 s")
                .endpoint("/", () -> new Heard.Recording(heard) {
                    @Override
                    public void onClose(WebSocket socket, Closed how) {
                        trace.add("session");
                    }
                })
                .start();
        try (RawPeer peer = RawPeer.open(server.port(), "/")) {
            assertThat(heard.next()).isEqualTo("open");
            server.stop();
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
        }
        server.join();
        assertThat(trace).containsExactly("listener", "session", "plug-in", "loops");
    }

    /** What a process holds outside its heap. */
    private record Held(long threads, long descriptors, long directBytes) {
        static Held now() {
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("longwire"))
                    .count();
            long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
            long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : 0;
            return new Held(threads, descriptors, direct);
        }

        boolean isAtMost(Held other) {
            return threads <= other.threads && descriptors <= other.descriptors && directBytes <= other.directBytes;
        }
    }

    @OnEachTransport
    void leavesNothingHoweverOften(String transport) throws Exception {
        WebSocketServer server = Heard.server(transport)
                .set("ws.server.drain.spread", "0 s")
                .endpoint("/", Heard.Echo::new)
                .build();
        for (int i = 0; i < WARM_UP; i++) {
            cycle(server);
        }
        Held before = Held.now();
        for (int i = 0; i < CYCLES; i++) {
            cycle(server);
        }
        Held after = Held.now();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!after.isAtMost(before) && System.nanoTime() - deadline < 0) {
            System.gc(); // direct buffers go with their owners, when the collector has run
            after = Held.now();
        }
        assertThat(after).matches(held -> held.isAtMost(before), "at most " + before);
    }

    private static void cycle(WebSocketServer server) throws Exception {
        server.start();
        try (RawPeer peer = RawPeer.open(server.port(), "/")) {
            peer.send(Frame.text("x"));
            assertThat(peer.read()).isEqualTo(Frame.text("x"));
            server.stop();
            assertThat(peer.readToEnd()).containsExactly(Frame.close(1012, ""));
        }
        server.stop().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
