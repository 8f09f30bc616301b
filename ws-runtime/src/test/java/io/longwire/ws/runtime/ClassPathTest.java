package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on the class path, and in which order. */
class ClassPathTest {
    private static final List<String> MADE = new ArrayList<>();
    private static final String REFERENCE = """
            ws.plugins { zebra.enabled = true, ant.enabled = true, bee.enabled = true }
            ws.transports { nio.loops = 1, pigeon.loops = 1, crow.loops = 1 }
            """;

    @TempDir
    private Path directory;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void takeAway() {
        Thread.currentThread().setContextClassLoader(before);
        MADE.clear();
    }

    @Test
    void theOrderOfPluginsIsNotThatOfTheClassPath() throws Exception {
        List<Class<?>> jars = List.of(First.class, Second.class, Third.class);
        for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
            classPath(PluginProvider.class, jars.get(order[0]), jars.get(order[1]), jars.get(order[2]));
            builder().check();
            assertThat(MADE).containsExactly("zebra", "ant", "bee");
            MADE.clear();
        }
    }

    @Test
    void aFurtherPluginTakesPartUnlessItIsDisabled() throws Exception {
        classPath(PluginProvider.class, First.class);
        builder().check();
        assertThat(MADE).containsExactly("zebra");
        builder().set("ws.plugins.zebra.enabled", false).check();
        assertThat(MADE).containsExactly("zebra");
    }

    @Test
    void aFurtherTransportIsNotTakenUnlessItIsNamed() throws Exception {
        classPath(TransportProvider.class, Pigeon.class, Nio.class);
        WebSocketServer.builder().check();
        assertThat(MADE).containsExactly("nio");
        WebSocketServer.builder().transport("pigeon").check();
        assertThat(MADE).containsExactly("nio", "pigeon");
    }

    @Test
    void nobodyChoosesBetweenTransportsOfOthers() throws Exception {
        classPath(TransportProvider.class, Pigeon.class, Crow.class);
        assertThatThrownBy(WebSocketServer.builder()::check)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("Choose one of them: crow, memory, pigeon.");
        assertThat(MADE).isEmpty();
    }

    private static WebSocketServer.Builder builder() {
        return WebSocketServer.builder().transport(new MemoryTransportProvider(new MemoryNetwork()));
    }

    /** Puts providers on a class path of this thread, each in a jar of its own, in this order. */
    private void classPath(Class<?> service, Class<?>... providers) throws IOException {
        List<URL> jars = new ArrayList<>();
        for (Class<?> provider : providers) {
            Path file = directory.resolve(provider.getSimpleName());
            jars.add(Files.writeString(file, provider.getName()).toUri().toURL());
        }
        URL reference = Files.writeString(directory.resolve("reference.conf"), REFERENCE)
                .toUri()
                .toURL();
        Thread.currentThread().setContextClassLoader(new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                if (name.equals("META-INF/services/" + service.getName())) {
                    return Collections.enumeration(jars);
                }
                List<URL> all = Collections.list(super.getResources(name));
                if (name.equals("reference.conf")) {
                    all.add(reference);
                }
                return Collections.enumeration(all);
            }
        });
    }

    private abstract static class Noted implements PluginProvider {
        private final String name;
        private final Set<String> after;

        Noted(String name, Set<String> after) {
            this.name = name;
            this.after = after;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<String> after() {
            return after;
        }

        @Override
        public Plugin create(PluginContext context) {
            MADE.add(name);
            return new Plugin() {};
        }
    }

    /** Comes first, although its name is the last. */
    public static final class First extends Noted {
        public First() {
            super("zebra", Set.of());
        }
    }

    public static final class Second extends Noted {
        public Second() {
            super("ant", Set.of("zebra"));
        }
    }

    public static final class Third extends Noted {
        public Third() {
            super("bee", Set.of("zebra", "ant"));
        }
    }

    private abstract static class Flying implements TransportProvider {
        private final String name;

        Flying(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Transport create(Settings settings) {
            MADE.add(name);
            return new MemoryTransportProvider(new MemoryNetwork()).create(settings);
        }
    }

    public static final class Pigeon extends Flying {
        public Pigeon() {
            super("pigeon");
        }
    }

    public static final class Crow extends Flying {
        public Crow() {
            super("crow");
        }
    }

    /** Stands for a transport of this project. */
    public static final class Nio extends Flying {
        public Nio() {
            super("nio");
        }
    }
}
