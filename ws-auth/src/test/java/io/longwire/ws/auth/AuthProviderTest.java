package io.longwire.ws.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.testkit.FakeHandshake;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops the start. */
class AuthProviderTest {
    private static final Authenticator ANYBODY =
            (proof, handshake) -> CompletableFuture.completedFuture(Optional.of(Credential.of("ann")));

    private static FakePluginContext context(MapSettings settings, String... endpoints) {
        FakePluginContext context = new FakePluginContext(settings, new ManualLoop())
                .with("server", new MapSettings().with("origins", List.of("*")));
        for (String endpoint : endpoints) {
            context.endpoint(endpoint);
        }
        return context;
    }

    private static void assertRefused(MapSettings settings, String sentence, String... endpoints) {
        assertThatThrownBy(() -> new AuthProvider().create(context(settings, endpoints)))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void anEndpointThatNobodyDecidedOn() {
        assertRefused(Lab.settings(), "paths: the endpoint /b has no authentication", "/", "/b");
        new AuthProvider().create(context(Lab.settings().with("open-paths", List.of("/b")), "/", "/b"));
        new AuthProvider().create(context(Lab.settings().with("require-all", false), "/", "/b"));
    }

    @Test
    void aPathThatNoEndpointHas() {
        assertRefused(Lab.settings(), "paths: no endpoint has the path /; there are /a", "/a");
        assertRefused(Lab.settings().with("open-paths", List.of("/x")), "open-paths: no endpoint has the path /x", "/");
        assertRefused(Lab.settings().with("open-paths", List.of("/")), "open-paths: / stands in paths too", "/");
    }

    @Test
    void sourcesThatBrowsersSendForAnyPage() {
        for (String ambient : List.of("cookie", "basic", "certificate")) {
            assertRefused(Lab.sources(ambient), "sources: with ws.server.origins = [\"*\"] every page", "/");
        }
    }

    @Test
    void sourcesThatAreNone() {
        assertRefused(Lab.sources(), "sources: nobody could show who they are", "/");
        assertRefused(Lab.sources("cookies"), "sources: \"cookies\" is none of cookie, bearer, basic", "/");
    }

    @Test
    void nobodyWhoCouldJudge() {
        MapSettings keyless = Lab.settings().with("keys", List.of());
        assertRefused(keyless, "keys: tokens cannot be verified without a key", "/");
        MapSettings basic = Lab.sources("basic");
        FakePluginContext context = context(basic, "/").with("server", new MapSettings().with("origins", List.of()));
        assertThatThrownBy(() -> new AuthProvider().create(context))
                .hasMessageContaining("nobody judges the passwords");
        new AuthProvider(ANYBODY).create(context(keyless, "/"));
    }

    @Test
    void keysThatAreMalformed(@TempDir Path folder) throws Exception {
        assertRefused(Lab.settings().with("keys", List.of("a:c2VjcmV0")), "keys: key 1 has a secret of 6 bytes", "/");
        assertRefused(Lab.settings().with("key-file", "x"), "key-file: there are keys already", "/");
        MapSettings fromFile = Lab.settings().with("keys", List.of()).with("key-file", folder + "/none");
        assertRefused(fromFile, "key-file: cannot be read", "/");
        Path file = Files.writeString(folder.resolve("keys"), Keys.generate("a"));
        FakePluginContext context = context(fromFile.with("key-file", file.toString()), "/");
        new AuthProvider().create(context);
        assertThat(context.service(Authentication.class).orElseThrow().tokens()).isPresent();
    }

    @Test
    void namesThatWouldBreakAHeader() {
        assertRefused(Lab.settings().with("cookie", "a b"), "cookie: expected a token", "/");
        assertRefused(Lab.settings().with("subprotocol", "a,b"), "subprotocol: expected a token", "/");
        assertRefused(Lab.settings().with("realm", "a\"b"), "realm: expected a text without quotes", "/");
        assertRefused(Lab.settings().with("query-parameter", "a&b"), "query-parameter: expected a name", "/");
    }

    @Test
    void aClientAsksNobody() {
        ManualLoop loop = new ManualLoop();
        Plugin plugin = new AuthProvider().create(context(Lab.settings().with("keys", List.of())));

        assertThat(plugin.watch(new RecordingWebSocket(loop, new FakeHandshake("/")), loop))
                .isSameAs(ConnectionWatcher.NONE);
    }
}
