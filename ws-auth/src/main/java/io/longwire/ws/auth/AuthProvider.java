package io.longwire.ws.auth;

import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plug-in {@code auth}, for servers. It provides the service {@link Authentication}. An application that judges proofs itself gives
 * its authenticator: {@code builder.plugin(new AuthProvider(authenticator))}.
 */
public final class AuthProvider implements PluginProvider {
    private final @Nullable Authenticator authenticator;
    private final InstantSource clock;

    /** What {@link java.util.ServiceLoader} calls: takes signed tokens and certificates. */
    public AuthProvider() {
        this(null, InstantSource.system());
    }

    /** With an authenticator in the place of the built-in one. */
    public AuthProvider(Authenticator authenticator) {
        this(Objects.requireNonNull(authenticator, "authenticator"), InstantSource.system());
    }

    /**
     * By another clock, for tests.
     *
     * @param authenticator null for the built-in one
     * @param clock by which credentials expire
     */
    public AuthProvider(@Nullable Authenticator authenticator, InstantSource clock) {
        this.authenticator = authenticator;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public String name() {
        return "auth";
    }

    @Override
    public Set<Class<?>> services() {
        return Set.of(Authentication.class);
    }

    @Override
    public Plugin create(PluginContext context) {
        AuthSettings settings = AuthSettings.read(context);
        Optional<Tokens> tokens =
                settings.keys().map(keys -> new Tokens(keys, settings.purpose(), settings.maxAge(), clock));
        if (authenticator == null && !settings.paths().isEmpty()) {
            requireBuiltIn(context, settings);
        }
        Authenticator judge = authenticator == null ? new BuiltIn(tokens) : authenticator;
        AuthPlugin plugin =
                new AuthPlugin(settings, judge, tokens, clock, context.loops().get(0), new Counts(context.meter()));
        context.provide(Authentication.class, plugin);
        return plugin;
    }

    /** @throws StartFailed when it could let nobody in */
    private static void requireBuiltIn(PluginContext context, AuthSettings settings) {
        if (settings.takes(Source.BASIC)) {
            throw context.settings()
                    .refuse(
                            "sources",
                            "nobody judges the passwords of basic; give an authenticator: builder.plugin(new AuthProvider(...))");
        }
        boolean needsKeys = settings.sources().stream().anyMatch(source -> source != Source.CERTIFICATE);
        if (needsKeys && settings.keys().isEmpty()) {
            throw context.settings()
                    .refuse(
                            "keys",
                            "tokens cannot be verified without a key; set keys or key-file, or give an authenticator");
        }
    }
}
