package io.longwire.ws.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.structure.Repository;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What the pages for authors show compiles, is a module, keeps its contract, and works in a server that finds it. */
@Timeout(300)
class PagesTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "write-an-extension.md, com.acme.key.KeyTest, ExtensionProvider, com.acme.key.KeyProvider, nio, x-key",
        "write-a-plug-in.md, com.acme.peraddress.PerAddressTest, PluginProvider,"
                + "com.acme.peraddress.PerAddressProvider, nio, permessage-deflate",
        "write-a-transport.md, com.acme.tiny.TinyTest, TransportProvider, com.acme.tiny.TinyTransportProvider, tiny,"
                + "permessage-deflate"
    })
    void whatAPageShowsWorks(
            String name, String test, String service, String provider, String transport, String extension)
            throws Exception {
        Page page = Page.of(name);
        assertThat(page.file("src/main/resources/META-INF/services/io.longwire.ws.spi." + service))
                .isEqualTo(provider + "\n");
        assertThat(page.file("pom.xml")).contains("<version>" + version() + "</version>");

        Path classes = new Project(page.writeTo(folder)).compile();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            TestExecutionSummary summary = run(loader.loadClass(test));
            assertThat(summary.getTotalFailureCount()).as(told(summary)).isZero();
            assertThat(summary.getTestsSucceededCount()).as("tests that ran").isGreaterThan(5);
            assertThat(echo(transport)).contains(extension);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** A server and a client that find it talk to each other. Returns the extensions that they agreed on. */
    private static List<String> echo(String transport) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (WebSocketServer server = WebSocketServer.builder()
                        .port(0)
                        .transport(transport)
                        .endpoint("/", Echo::new)
                        .start();
                WebSocketClient client =
                        WebSocketClient.builder().transport(transport).build()) {
            WebSocketHandler ear = new WebSocketHandler() {
                @Override
                public void onText(WebSocket from, String text) {
                    answer.complete(text);
                }
            };
            WebSocket socket = client.connect(URI.create("ws://127.0.0.1:" + server.port() + "/"), ear)
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            socket.sendText("there and back");
            assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("there and back");
            return socket.handshake().extensions();
        }
    }

    private static final class Echo implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text);
        }
    }

    private static TestExecutionSummary run(Class<?> test) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(test))
                        .build(),
                summary);
        return summary.getSummary();
    }

    private static String told(TestExecutionSummary summary) {
        StringWriter text = new StringWriter();
        summary.printFailuresTo(new PrintWriter(text, true));
        return text.toString();
    }

    private static String version() {
        String pom = Repository.read(Repository.root().resolve("pom.xml"));
        return pom.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    }

    @Test
    void theReaderOfPagesTakesTheFilesAndNothingElse() throws Exception {
        Page page = Page.parse("p.md", """
                # A page with `words` in it

                `a/B.java`

                ```java
                class B {}
                ```

                ```sh
                not a file
                ```
                `c.conf`

                ```
                c = 1
                ```
                """);
        assertThat(page.files()).containsOnlyKeys("a/B.java", "c.conf").containsEntry("a/B.java", "class B {}\n");
        assertThat(Files.readString(page.writeTo(folder).resolve("c.conf"))).isEqualTo("c = 1\n");
    }
}
