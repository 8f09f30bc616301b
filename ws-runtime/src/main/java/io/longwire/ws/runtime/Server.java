package io.longwire.ws.runtime;

import io.longwire.ws.Drain;
import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Reload;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.runtime.config.Configuration;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server over the transport that configuration names. */
final class Server implements WebSocketServer {
    /** What there is while it runs. */
    private record Running(
            Core core,
            Sessions sessions,
            Http http,
            Listeners listeners,
            Reloading reloading,
            Memory memory,
            @Nullable Thread atExit,
            CompletableFuture<Void> stopped) {}

    private final Assembly assembly;
    private final List<EndpointProvider> provided;
    private final EffectiveConfiguration effective;
    private @Nullable Running running;
    private @Nullable Draining draining;

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
            Memory memory = new Memory(settings.heap(), core.transport.loops(), core.budget, core.counters);
            Sessions sessions = new Sessions(core.counters, places::left, memory::exhausted);
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
            Thread atExit = settings.drainAtExit() ? AtExit.stop(this) : null;
            Reloading reloading = new Reloading(assembly, core, listeners, configuration);
            running =
                    new Running(core, sessions, http, listeners, reloading, memory, atExit, new CompletableFuture<>());
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
    public CompletionStage<Void> stop(Consumer<? super Drain> progress) {
        return stop(false, progress).minimalCompletionStage();
    }

    private synchronized CompletableFuture<Void> stop(boolean atOnce, Consumer<? super Drain> progress) {
        Running now = running;
        if (now == null) {
            return CompletableFuture.completedFuture(null);
        }
        Draining begun = draining;
        if (begun == null) {
            begun = new Draining(now.core(), now.sessions(), now.http(), now.listeners(), progress, () -> stopped(now));
            draining = begun;
            now.memory().close();
            if (atOnce) {
                begun.hurry();
            }
            new Thread(begun, "longwire-stop").start();
        } else if (atOnce) {
            begun.hurry();
        }
        return now.stopped();
    }

    private void stopped(Running was) {
        synchronized (this) {
            running = null;
            draining = null;
        }
        AtExit.forget(was.atExit());
        was.stopped().complete(null);
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
        Running now = current();
        boolean within = isInHandler()
                || (now != null && now.core().contexts().stream().anyMatch(context -> context.loop.inLoop()));
        CompletableFuture<Void> stopped = stop(true, drain -> {});
        if (!within) {
            stopped.join();
        }
    }

    /** Whether a handler's callback is on the stack, for which the stop would wait while it waits for the stop. */
    private static boolean isInHandler() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(Delivery.class.getName())));
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
    public Reload reload() {
        return require().reloading().reload();
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
