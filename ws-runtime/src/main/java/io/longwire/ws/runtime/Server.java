package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.runtime.config.Configuration;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A server over the transport that configuration names. */
final class Server implements WebSocketServer {
    /** What there is while it runs. */
    private record Running(
            Core core,
            Sessions sessions,
            Http http,
            Listeners listeners,
            Memory memory,
            CompletableFuture<Void> stopped) {}

    private final Assembly assembly;
    private final List<EndpointProvider> provided;
    private final EffectiveConfiguration effective;
    private @Nullable Running running;
    private @Nullable CompletableFuture<Void> stopping;

    /**
     * @throws StartFailed when a setting, a provider or a path is wrong
     */
    Server(Assembly assembly) {
        this.assembly = assembly;
        this.provided = Providers.endpoints(assembly.endpoints);
        Configuration configuration = assembly.configuration();
        EngineSettings.from(configuration.root());
        new Endpoints(configuration, provided);
        new Routes(provided);
        Providers.chosen(Providers.transports(assembly.transports), configuration.root());
        Providers.extensions(assembly.extensions);
        Providers.plugins(assembly.plugins);
        if (configuration.isWrong()) {
            // It fails: what transport, extensions and plug-ins find wrong is told in the same breath.
            new Core(assembly, configuration, paths()).close();
        }
        effective = configuration.effective();
    }

    /** Does all that {@link #start} does but listen, and gives it back. */
    static void check(Assembly assembly) {
        List<String> paths = new Server(assembly).paths();
        new Core(assembly, assembly.configuration(), paths).close();
    }

    private List<String> paths() {
        return provided.stream().map(EndpointProvider::path).toList();
    }

    @Override
    public synchronized WebSocketServer start() {
        if (running != null) {
            throw new IllegalStateException("the server runs already");
        }
        Configuration configuration = assembly.configuration();
        Endpoints endpoints = new Endpoints(configuration, provided);
        Core core = new Core(assembly, configuration, paths());
        try {
            EngineSettings settings = core.settings;
            Places places = places(settings);
            Memory memory = new Memory(settings.heap(), core.transport.loops().get(0), core.budget, core.counters);
            Sessions sessions = new Sessions(settings.session(), core.counters, places::left, memory::exhausted);
            List<Site.Part> parts = new ArrayList<>(assembly.site);
            Http[] self = new Http[1];
            if (settings.health()) {
                parts.add(Site.document("/healthz", () -> text(200, "ok")));
                parts.add(Site.document(
                        "/readyz", () -> self[0].draining() ? text(503, "stopping") : text(200, "ready")));
            }
            Http http = new Http(core, sessions, places, memory, new Routes(provided), new Site(parts), endpoints);
            self[0] = http;
            Listeners listeners = new Listeners(core, http, assembly.tls);
            core.started();
            memory.watch(listeners::pause);
            running = new Running(core, sessions, http, listeners, memory, new CompletableFuture<>());
            stopping = null;
            return this;
        } catch (RuntimeException | Error failed) {
            core.close();
            throw failed;
        }
    }

    private static Places places(EngineSettings settings) {
        int most = Math.min(settings.connections(), Descriptors.forConnections());
        if (most < settings.connections() && settings.connections() != Integer.MAX_VALUE) {
            Log.fewDescriptors(settings.connections(), most);
        }
        return new Places(most, settings.connectionsPerAddress());
    }

    private static Site.Content text(int status, String word) {
        return new Site.Content(status, "text/plain; charset=utf-8", word.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CompletionStage<Void> stop() {
        return stop(false).minimalCompletionStage();
    }

    private synchronized CompletableFuture<Void> stop(boolean atOnce) {
        Running now = running;
        if (stopping != null) {
            return stopping;
        }
        if (now == null) {
            return CompletableFuture.completedFuture(null);
        }
        stopping = now.stopped();
        Thread stopper = new Thread(() -> stop(now, atOnce), "longwire-stop");
        stopper.start();
        return now.stopped();
    }

    /** Listeners, then sessions, then plug-ins, then loops. On a thread of its own. */
    private void stop(Running now, boolean atOnce) {
        try {
            now.memory().close();
            now.http().drain();
            now.listeners().close();
            EngineSettings settings = now.core().settings;
            Duration spread = atOnce ? Duration.ZERO : settings.drainSpread();
            int open = now.sessions().open();
            CompletableFuture<Void> ended =
                    now.sessions().closeAll(now.core().contexts(), CloseReason.SERVICE_RESTART, spread);
            int cut = 0;
            if (!Sessions.await(ended, settings.drainTotal())) {
                cut = now.sessions().open();
                now.sessions().cutAll(now.core().contexts());
                Sessions.await(ended, Duration.ofSeconds(1));
            }
            Log.stopped(open, cut);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            now.core().close();
            synchronized (this) {
                running = null;
            }
            now.stopped().complete(null);
        }
    }

    @Override
    public void join() throws InterruptedException {
        CompletableFuture<Void> stopped;
        synchronized (this) {
            stopped = running == null ? null : running.stopped();
        }
        if (stopped != null) {
            try {
                stopped.get();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @Override
    public void close() {
        CompletableFuture<Void> stopped = stop(true);
        Running now = current();
        boolean onLoop = now != null && now.core().contexts().stream().anyMatch(context -> context.loop.inLoop());
        if (!onLoop) {
            stopped.join();
        }
    }

    private synchronized @Nullable Running current() {
        return running;
    }

    Core core() {
        return require().core();
    }

    Memory memory() {
        return require().memory();
    }

    /** Connections that are not yet sessions. */
    int opening() {
        return require().http().opening();
    }

    private Running require() {
        return Objects.requireNonNullElseGet(current(), () -> {
            throw new IllegalStateException("the server does not run");
        });
    }

    @Override
    public int port() {
        if (require().listeners().addresses().get(0) instanceof InetSocketAddress address) {
            return address.getPort();
        }
        throw new IllegalStateException("the first listener has no port");
    }

    @Override
    public List<SocketAddress> addresses() {
        return require().listeners().addresses();
    }

    @Override
    public void reloadCertificates() {
        require().listeners().reloadCertificates();
    }

    @Override
    public int connections() {
        Running now = current();
        return now == null ? 0 : now.sessions().open();
    }

    @Override
    public <T> T service(Class<T> type) {
        return require().core().services.get(type);
    }

    @Override
    public EffectiveConfiguration describe() {
        Running now = current();
        return now == null ? effective : now.core().effective;
    }

    @Override
    public Map<String, Long> counters() {
        return require().core().counters.read();
    }
}
