package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the build put together. */
final class JarIT {
    @Test
    void the_manifest_names_the_program_and_what_its_parts_need() throws IOException {
        try (JarFile jar = new JarFile(Program.JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo("io.longwire.ws.examples.Main");
            assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        }
    }

    @Test
    void the_service_files_of_all_modules_are_merged() throws IOException {
        assertThat(services("io.longwire.ws.spi.TransportProvider"))
                .hasSize(2)
                .anyMatch(p -> p.startsWith("io.longwire.ws.transport.nio."))
                .anyMatch(p -> p.startsWith("io.longwire.ws.transport.netty."));
        assertThat(services("io.longwire.ws.spi.PluginProvider"))
                .hasSize(5)
                .anyMatch(p -> p.startsWith("io.longwire.ws.heartbeat."))
                .anyMatch(p -> p.startsWith("io.longwire.ws.auth."))
                .anyMatch(p -> p.startsWith("io.longwire.ws.reconnect."))
                .anyMatch(p -> p.startsWith("io.longwire.ws.broadcast."))
                .anyMatch(p -> p.startsWith("org.example.tickets."));
        assertThat(services("io.longwire.ws.broadcast.spi.BackplaneProvider"))
                .hasSize(2)
                .anyMatch(p -> p.startsWith("io.longwire.ws.broadcast.local."))
                .anyMatch(p -> p.startsWith("io.longwire.ws.broadcast.redis."));
        assertThat(services("io.longwire.ws.spi.EngineProvider")).hasSize(1);
        assertThat(services("io.longwire.ws.spi.ExtensionProvider")).hasSize(2);
        assertThat(services("java.lang.System$LoggerFinder")).hasSize(1);
    }

    @Test
    void the_reference_of_all_modules_is_one_file() throws IOException {
        Config reference =
                ConfigFactory.parseString(content("reference.conf")).resolve().getConfig("ws");
        assertThat(reference.getString("transport")).isEqualTo("auto");
        assertThat(List.of(
                        "server.port",
                        "limits.message",
                        "transports.nio.loops",
                        "transports.netty.loops",
                        "plugins.heartbeat.interval",
                        "plugins.broadcast.enabled",
                        "plugins.broadcast.redis.uri",
                        "extensions.permessage-deflate.enabled"))
                .allMatch(reference::hasPathOrNull);
    }

    private static List<String> services(String type) throws IOException {
        return content("META-INF/services/" + type)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String content(String entry) throws IOException {
        try (JarFile jar = new JarFile(Program.JAR.toFile());
                InputStream in = jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry), entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
