package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.valid;

import io.longwire.ws.WebSocketServer;
import io.longwire.ws.auth.AuthProvider;
import io.longwire.ws.auth.Authentication;
import io.longwire.ws.auth.Authenticator;
import io.longwire.ws.auth.Credential;
import io.longwire.ws.auth.Keys;
import io.longwire.ws.auth.Tokens;
import io.longwire.ws.conformance.Frame;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Authentication at a row's endpoint, by the time of its loops. */
final class Badges implements PluginProvider {
    private static final String KEY = Keys.generate("row");
    private static final Duration LIFETIME = Duration.ofSeconds(5);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final @Nullable Authenticator authenticator;
    private final Tokens tokens = new Tokens(Keys.parse(List.of(KEY)), "longwire", Duration.ofDays(30), this::now);
    private volatile @Nullable Loop loop;
    private volatile @Nullable Authentication authentication;

    Badges() {
        this(null);
    }

    Badges(@Nullable Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Demands a badge of who connects to the row's endpoint. */
    Row on(Row row, String source) {
        return row.set("ws.plugins.auth.enabled", true)
                .set("ws.plugins.auth.require-all", false)
                .set("ws.plugins.auth.paths", List.of(OurServer.PATH))
                .set("ws.plugins.auth.sources", List.of(source))
                .set("ws.plugins.auth.keys", List.of(KEY))
                .server(this::add)
                .rehearsed(source.equals("message") ? this::say : this::open);
    }

    private void add(WebSocketServer.Builder builder, Supplier<Told> handler) {
        builder.plugin(new AuthProvider(authenticator, this::now)).plugin(this);
    }

    @Override
    public String name() {
        return "badges";
    }

    @Override
    public Set<String> after() {
        return Set.of("auth");
    }

    @Override
    public Plugin create(PluginContext context) {
        loop = context.loops().get(0);
        authentication = context.service(Authentication.class).orElseThrow();
        return new Plugin() {};
    }

    private Instant now() {
        return START.plusNanos(Objects.requireNonNull(loop).nanoTime());
    }

    Authentication authentication() {
        return Objects.requireNonNull(authentication);
    }

    /** A token of ann's for five seconds. */
    String token() {
        return tokens.issue("ann", LIFETIME);
    }

    Credential aWhileMore() {
        return new Credential("ann", now().plus(LIFETIME));
    }

    private void say(Play play) throws Exception {
        play.open().send(Frame.text(token()));
        play.settle();
    }

    /** Opens a connection that is ann's for five seconds. */
    Play open(Play play) throws Exception {
        play.answered();
        play.say(valid().without("Authorization").and("Authorization: Bearer " + token()));
        new Opens().judge(Answer.of(play.peer().readHead()));
        return play;
    }
}
