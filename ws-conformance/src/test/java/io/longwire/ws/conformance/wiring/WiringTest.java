package io.longwire.ws.conformance.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Inject;
import com.typesafe.config.ConfigFactory;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.broadcast.Topics;
import io.longwire.ws.runtime.wiring.WebSocketModule;
import io.longwire.ws.runtime.wiring.WebSockets;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose parts are found by ServiceLoader and bound by Guice. */
@Timeout(120)
class WiringTest {
    @TempDir
    Path folder;

    @Test
    void aHandlerIsGivenTheServiceOfAPluginThatServiceLoaderFound() throws Exception {
        var config = ConfigFactory.parseString("ws { server.port = 0, transport = nio, transports.nio.loops = 1 }");
        try (WebSocketServer server = WebSockets.server(config, new WebSocketModule() {
            @Override
            protected void configure() {
                endpoint("/size", Sizes.class);
            }
        })) {
            server.start();
            assertThat(firstText(server, "/size")).isEqualTo("0 topics");
        }
    }

    @Test
    void anEndpointOfAJarThatOnlyTheContextLoaderSeesIsServed() throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.longwire.ws.EndpointProvider"), GreetingEndpoint.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader jar = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(jar);
            try (WebSocketServer server = server()) {
                assertThat(firstText(server, "/greet/you")).isEqualTo("hello you");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void everyPartIsFoundWhenTheContextLoaderSeesNone() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader blind = new URLClassLoader(new URL[0], null)) {
            thread.setContextClassLoader(blind);
            try (WebSocketServer server = server()) {
                assertThat(server.service(Topics.class)).isNotNull();
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static WebSocketServer server() {
        return WebSocketServer.builder()
                .port(0)
                .transport("nio")
                .set("ws.transports.nio.loops", 1)
                .start();
    }

    private static String firstText(WebSocketServer server, String path) throws Exception {
        var heard = new CompletableFuture<String>();
        try (WebSocketClient client = WebSocketClient.builder().transport("nio").build()) {
            client.connect(URI.create("ws://127.0.0.1:" + server.port() + path), new First(heard))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            return heard.get(60, TimeUnit.SECONDS);
        }
    }

    private record First(CompletableFuture<String> heard) implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            heard.complete(text);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            heard.completeExceptionally(new AssertionError("closed first: " + how));
        }
    }

    static final class Sizes implements WebSocketHandler {
        private final Topics topics;

        @Inject
        Sizes(Topics topics) {
            this.topics = topics;
        }

        @Override
        public void onOpen(WebSocket socket) {
            socket.sendText(topics.size() + " topics");
        }
    }
}
