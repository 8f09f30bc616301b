package io.longwire.ws.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Inject;
import com.google.inject.Provider;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
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
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebSocketsTest {
    private static final Config CONFIG = ConfigFactory.parseString("ws.transport = idle, ws.server.port = 0");

    @Test
    void startsAServerFromBindings() {
        List<String> greeted = new ArrayList<>();
        WebSocketServer server = WebSockets.server(CONFIG, new WebSocketModule() {
            @Override
            protected void configure() {
                transport(new IdleTransport());
                plugin(new GreetingPlugin());
                endpoint("/greet/{name}", Greeter.class);
                bind(Log.class).toInstance(greeted::add);
            }
        });
        server.start();

        assertThat(server.port()).isEqualTo(4711);
        server.service(Greeting.class).greet("you");
        server.close();
    }

    @Test
    void letsAnApplicationsObjectsAskForServicesLater() {
        Holder holder = new Holder();
        WebSocketServer server = WebSockets.server(CONFIG, new WebSocketModule() {
            @Override
            protected void configure() {
                transport(new IdleTransport());
                plugin(new GreetingPlugin());
                requestInjection(holder);
            }
        });
        server.start();

        assertThat(holder.greeting.get().greet("you")).isEqualTo("hello you");
        assertThat(holder.server.get()).isSameAs(server);
        server.close();
    }

    @Test
    void tellsAMissingBindingInOneLine() {
        assertThatThrownBy(() -> WebSockets.server(CONFIG, new WebSocketModule() {
                    @Override
                    protected void configure() {
                        endpoint("/greet", Greeter.class);
                    }
                }))
                .isInstanceOf(StartFailed.class)
                .hasMessageStartingWith("The wiring is wrong: ")
                .hasMessageContaining("WebSocketsTest$Log is asked for by ")
                .hasMessageContaining("Greeter.<init>()")
                .hasMessageEndingWith(" but bound nowhere. Bind it in a module, or add the plug-in that provides it.")
                .satisfies(
                        e -> assertThat(e.getMessage().lines()).allMatch(l -> l.startsWith("The wiring is wrong: ")));
    }

    @Test
    void tellsADoubledBinding() {
        AbstractModule twice = new AbstractModule() {
            @Override
            protected void configure() {
                bind(Log.class).toInstance(text -> true);
            }
        };
        AbstractModule again = new AbstractModule() {
            @Override
            protected void configure() {
                bind(Log.class).toInstance(text -> false);
            }
        };

        assertThatThrownBy(() -> WebSockets.server(CONFIG, twice, again))
                .isInstanceOf(StartFailed.class)
                .hasMessageMatching(
                        "The wiring is wrong: .*WebSocketsTest\\$Log is bound more than once, one of them at"
                                + " .*WebSocketsTest.*\\.java:\\d+\\)\\. Keep one of them\\.");
    }

    interface Log {
        boolean add(String text);
    }

    interface Greeting {
        String greet(String name);
    }

    static final class Holder {
        @Inject
        Provider<Greeting> greeting;

        @Inject
        Provider<WebSocketServer> server;
    }

    static final class Greeter implements WebSocketHandler {
        @Inject
        Greeter(Greeting greeting, Log log) {
            log.add(greeting.greet("new"));
        }
    }

    static final class GreetingPlugin implements PluginProvider {
        @Override
        public String name() {
            return "greeting";
        }

        @Override
        public Set<Class<?>> services() {
            return Set.of(Greeting.class);
        }

        @Override
        public Plugin create(PluginContext context) {
            context.provide(Greeting.class, name -> "hello " + name);
            return new Plugin() {};
        }
    }

    /** A transport that listens and never hears anything. */
    static final class IdleTransport implements TransportProvider, Transport {
        @Override
        public String name() {
            return "idle";
        }

        @Override
        public Transport create(Settings settings) {
            return this;
        }

        @Override
        public List<Loop> loops() {
            return List.of();
        }

        @Override
        public Listener listen(SocketAddress address, Acceptor acceptor) {
            return new Listener() {
                @Override
                public SocketAddress address() {
                    return new InetSocketAddress("127.0.0.1", 4711);
                }

                @Override
                public void pause(boolean paused) {}

                @Override
                public void close() {}
            };
        }

        @Override
        public Cancellable connect(SocketAddress address, Acceptor acceptor) {
            throw new AssertionError("not expected");
        }

        @Override
        public void close() {}
    }
}
