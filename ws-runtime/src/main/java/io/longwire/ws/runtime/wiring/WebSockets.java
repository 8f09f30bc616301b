package io.longwire.ws.runtime.wiring;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import com.typesafe.config.Config;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.runtime.ClientBuilder;
import io.longwire.ws.runtime.ServerBuilder;
import io.longwire.ws.runtime.config.Configuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Servers and clients that are wired by Guice from HOCON. What is bound in a {@link WebSocketModule} becomes part of them. */
public final class WebSockets {
    private static final String BYTECODE = "guice_bytecode_gen_option";

    private WebSockets() {}

    /**
     * A server, not started.
     *
     * @param config read by the application, usually {@code ConfigFactory.load()}
     * @param modules the application's bindings; {@link WebSocketModule}s add endpoints, plug-ins, extensions and transports
     * @throws StartFailed when a setting or a binding is wrong; one readable line for each
     */
    @SuppressWarnings(
            "exports") // Guice and Typesafe Config are automatic modules, which cannot be required transitively
    public static WebSocketServer server(Config config, Module... modules) {
        return server(() -> config, modules);
    }

    /**
     * A server, not started, whose configuration is read anew at each start and {@link WebSocketServer#reload}.
     *
     * @param config reads it; what is injected as {@code Config} is what it gave first
     * @throws StartFailed as for the other
     */
    @SuppressWarnings("exports")
    public static WebSocketServer server(Supplier<Config> config, Module... modules) {
        Later<WebSocketServer> server = new Later<>("server");
        Injector injector =
                injector(modules, new EngineModule<>(config.get(), WebSocketServer.class, server, server(server)));
        ServerBuilder builder = new ServerBuilder().config(Configuration.Source.of(config));
        Parts parts = injector.getInstance(Parts.class);
        parts.endpoints().forEach(builder::endpoint);
        parts.plugins().forEach(builder::plugin);
        parts.extensions().forEach(builder::extension);
        parts.transports().forEach(builder::available);
        parts.meters().forEach(builder::meter);
        return server.is(builder.build());
    }

    /**
     * A client, ready to connect.
     *
     * @throws StartFailed as for {@link #server}
     */
    @SuppressWarnings("exports")
    public static WebSocketClient client(Config config, Module... modules) {
        Later<WebSocketClient> client = new Later<>("client");
        Injector injector = injector(
                modules, new EngineModule<>(config, WebSocketClient.class, client, new EngineModule.Services() {
                    @Override
                    public <T> T get(Class<T> type) {
                        return client.get().service(type);
                    }
                }));
        ClientBuilder builder = new ClientBuilder().config(Configuration.Source.of(config));
        Parts parts = injector.getInstance(Parts.class);
        parts.plugins().forEach(builder::plugin);
        parts.extensions().forEach(builder::extension);
        parts.transports().forEach(builder::available);
        parts.meters().forEach(builder::meter);
        return client.is(builder.build());
    }

    private static EngineModule.Services server(Later<WebSocketServer> server) {
        return new EngineModule.Services() {
            @Override
            public <T> T get(Class<T> type) {
                return server.get().service(type);
            }
        };
    }

    private static Injector injector(Module[] modules, EngineModule<?> engine) {
        // Without it Guice 7 uses sun.misc.Unsafe, of which JDK 24 and later warn at start; interceptors are not used
        // here.
        if (System.getProperty(BYTECODE) == null) {
            System.setProperty(BYTECODE, "DISABLED");
        }
        List<Module> all = new ArrayList<>(List.of(modules));
        all.add(engine);
        try {
            return Guice.createInjector(Stage.PRODUCTION, all);
        } catch (CreationException e) {
            throw failed(e.getErrorMessages(), e);
        } catch (ConfigurationException e) {
            throw failed(e.getErrorMessages(), e);
        }
    }

    private static StartFailed failed(Collection<Message> messages, RuntimeException cause) {
        List<String> lines = messages.stream()
                .map(message -> "The wiring is wrong: " + Fault.sentence(message))
                .distinct()
                .toList();
        return new StartFailed(String.join("\n", lines), cause);
    }
}
