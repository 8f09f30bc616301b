package io.longwire.ws.runtime;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.Overflow;
import io.longwire.ws.StartFailed;
import io.longwire.ws.codec.handshake.Negotiation;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.spi.Wire;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a server and a client have in common while they run: configuration, transport, loops, extensions, plug-ins, counts. */
final class Core implements AutoCloseable {
    private static final AtomicLong IDS = new AtomicLong();

    volatile EffectiveConfiguration effective;
    final Settings ws;
    /** Those of the start or of the last reload. */
    volatile EngineSettings settings;

    final List<String> endpoints;
    final Services services = new Services();
    final Counters counters;
    final Counts counts;
    final Workers workers;
    final Negotiation negotiation;
    final Transport transport;
    final Budget budget;
    final List<Plugin> plugins = new ArrayList<>();

    private final IdentityHashMap<Loop, LoopContext> contexts = new IdentityHashMap<>();
    private @Nullable Watchdog watchdog;

    /**
     * @param endpoints the paths that a server has
     * @throws io.longwire.ws.StartFailed when a setting or a provider is wrong; nothing is left running
     */
    Core(Assembly assembly, Configuration configuration, List<String> endpoints) {
        this.endpoints = endpoints;
        configuration.warnings().forEach(Log::oddSetting);
        effective = configuration.effective();
        ws = configuration.root();
        settings = EngineSettings.from(ws);
        counters = new Counters(assembly.meters);
        counts = new Counts(counters);
        negotiation = new Negotiation(Providers.extensions(assembly.extensions).values().stream()
                .filter(p -> configuration.isEnabled("extensions." + p.name()))
                .map(p -> new Negotiation.Configured(p, ws.at("extensions").at(p.name())))
                .toList());
        TransportProvider provider = Providers.chosen(Providers.transports(assembly.transports), ws);
        List<PluginProvider> pluginProviders = Providers.plugins(assembly.plugins);
        transport = Providers.make(
                "transport",
                provider.name(),
                provider,
                () -> provider.create(ws.at("transports").at(provider.name())));
        budget = new Budget(settings.outboundBudget(), transport.loops(), counters);
        workers = Workers.of(settings);
        workers.show(counters);
        transport
                .loops()
                .forEach(loop -> contexts.put(loop, new LoopContext(loop, counts, settings.session(), budget)));
        Traffic.show(
                counters,
                contexts().stream().map(context -> context.plain).toList(),
                contexts().stream().map(context -> context.extended).toList());
        try {
            for (PluginProvider plugin : pluginProviders) {
                if (configuration.isEnabled("plugins." + plugin.name())) {
                    make(plugin, configuration);
                }
            }
            configuration.check();
            settings.watchdogLimit()
                    .ifPresent(
                            limit -> watchdog = new Watchdog(limit, contexts(), counters, System.nanoTime()).start());
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    private void make(PluginProvider plugin, Configuration configuration) {
        Context context = new Context(this, plugin, ws.at("plugins").at(plugin.name()));
        try {
            plugins.add(Providers.make("plug-in", plugin.name(), plugin, () -> plugin.create(context)));
        } catch (StartFailed failed) {
            if (!configuration.isWrong()) {
                throw failed;
            }
            // What is wrong with the settings is told when the other plug-ins have read theirs.
        }
    }

    /** What connections get that come from now on. Any thread. */
    void renew(EngineSettings renewed, EffectiveConfiguration shown) {
        settings = renewed;
        contexts().forEach(context -> context.settings = renewed.session());
        effective = shown;
    }

    /**
     * @throws StartFailed when a plug-in fails at it
     */
    void started() {
        for (Plugin plugin : plugins) {
            try {
                plugin.started();
            } catch (RuntimeException | LinkageError failed) {
                throw new StartFailed(
                        "The plug-in " + plugin.getClass().getName() + " failed as the start ended: " + failed, failed);
            }
        }
    }

    LoopContext context(Loop loop) {
        LoopContext context = contexts.get(loop);
        if (context == null) {
            throw new IllegalStateException("the transport has a loop that it did not name in loops()");
        }
        return context;
    }

    List<LoopContext> contexts() {
        return transport.loops().stream().map(this::context).toList();
    }

    /** A session over a wire whose opening handshake is done. Loop only. */
    Session session(
            Wire wire,
            OpeningHandshake handshake,
            ConnectionHandler handler,
            Dispatch dispatch,
            Overflow overflow,
            boolean server,
            List<Agreement> agreements,
            SessionListener listener) {
        List<Extension> extensions = new ArrayList<>(agreements.size());
        agreements.forEach(agreement -> extensions.add(agreement.open(wire.loop())));
        return new Session(new SessionParts(
                context(wire.loop()),
                wire,
                handshake,
                IDS.incrementAndGet(),
                handler,
                dispatch == Dispatch.WORKER ? workers : null,
                overflow,
                server,
                extensions,
                negotiation.rsvBits(agreements),
                plugins,
                listener));
    }

    /** Ends the plug-ins, the last one first, then the loops. Not on a loop. */
    @Override
    public void close() {
        PluginEnd.close(plugins, PluginEnd.LIMIT);
        if (watchdog != null) {
            watchdog.close();
        }
        transport.close();
        workers.close();
    }
}
