package io.longwire.ws.auth;

import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be set under {@code ws.plugins.auth}.
 *
 * @param paths endpoints whose peers are authenticated
 * @param sources where a proof is looked for, in this order
 */
record AuthSettings(
        Set<String> paths,
        List<Source> sources,
        String cookie,
        String queryParameter,
        String subprotocol,
        String realm,
        Optional<Keys> keys,
        String purpose,
        Duration maxAge,
        int firstMessageLimit,
        Duration firstMessageTimeout) {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern NAME = Pattern.compile("[^&=#\\s]+");
    private static final Pattern QUOTED = Pattern.compile("[ -~&&[^\"\\\\]]*");

    static AuthSettings read(PluginContext context) {
        Settings own = context.settings();
        Set<String> named = Set.copyOf(own.texts("paths"));
        Set<String> paths = context.endpoints().isEmpty() ? Set.of() : named; // a client asks nobody
        Set<String> open = Set.copyOf(own.texts("open-paths"));
        boolean all = own.flag("require-all");
        if (!context.endpoints().isEmpty()) {
            refuseUnknown(own, "paths", paths, context.endpoints());
            refuseUnknown(own, "open-paths", open, context.endpoints());
            refuseForgotten(own, all, paths, open, context.endpoints());
        }
        List<Source> sources =
                own.texts("sources").stream().map(word -> source(own, word)).toList();
        if (!paths.isEmpty() && sources.isEmpty()) {
            throw own.refuse(
                    "sources", "nobody could show who they are; name one of " + String.join(", ", Source.words()));
        }
        if (sources.stream().anyMatch(Source::isAmbient) && anyOrigin(context)) {
            throw own.refuse(
                    "sources",
                    "with ws.server.origins = [\"*\"] every page of the web could connect as its visitors, whose browsers send "
                            + "cookie, basic and certificate by themselves; list the origins, or take these sources out");
        }
        return new AuthSettings(
                paths,
                sources,
                matching(own, "cookie", TOKEN, "a token (RFC 9110, 5.6.2)"),
                matching(own, "query-parameter", NAME, "a name"),
                matching(own, "subprotocol", TOKEN, "a token (RFC 9110, 5.6.2)"),
                matching(own, "realm", QUOTED, "a text without quotes"),
                keys(own),
                own.text("purpose"),
                own.duration("max-age", Duration.ofSeconds(1), Duration.ofDays(3660)),
                (int) own.bytes("first-message-limit", 1, 64 << 10),
                own.duration("first-message-timeout", Duration.ofMillis(100), Duration.ofMinutes(5)));
    }

    private static boolean anyOrigin(PluginContext context) {
        return context.settings("server").texts("origins").contains("*");
    }

    private static String matching(Settings own, String key, Pattern pattern, String what) {
        String text = own.text(key);
        if (!pattern.matcher(text).matches()) {
            throw own.refuse(key, "expected " + what);
        }
        return text;
    }

    private static Source source(Settings own, String word) {
        if (!Source.words().contains(word)) {
            throw own.refuse("sources", "\"" + word + "\" is none of " + String.join(", ", Source.words()));
        }
        return Source.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static void refuseUnknown(Settings own, String key, Set<String> named, List<String> endpoints) {
        for (String path : named) {
            if (!endpoints.contains(path)) {
                throw own.refuse(
                        key, "no endpoint has the path " + path + "; there are " + String.join(", ", endpoints));
            }
        }
    }

    /** Nobody means to leave a door open, so each path is named: here or there. */
    private static void refuseForgotten(
            Settings own, boolean all, Set<String> paths, Set<String> open, List<String> endpoints) {
        for (String path : endpoints) {
            if (paths.contains(path) && open.contains(path)) {
                throw own.refuse("open-paths", path + " stands in paths too; take it out of one of them");
            }
            if (all && !paths.contains(path) && !open.contains(path)) {
                throw own.refuse(
                        "paths",
                        "the endpoint " + path
                                + " has no authentication; name it here, or in open-paths, or set require-all = false");
            }
        }
    }

    private static Optional<Keys> keys(Settings own) {
        List<String> texts = own.texts("keys");
        boolean fromFile = own.isSet("key-file");
        if (fromFile && !texts.isEmpty()) {
            throw own.refuse("key-file", "there are keys already; use one or the other");
        }
        String key = fromFile ? "key-file" : "keys";
        try {
            if (fromFile) {
                return Optional.of(Keys.read(Path.of(own.text("key-file"))));
            }
            return texts.isEmpty() ? Optional.empty() : Optional.of(Keys.parse(texts));
        } catch (IOException e) {
            throw own.refuse(key, "cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw own.refuse(key, String.valueOf(e.getMessage()));
        }
    }

    boolean takes(Source source) {
        return sources.contains(source);
    }

    /** What a peer that is refused may try (RFC 9110, 11.6.1). */
    List<String> challenges() {
        List<String> challenges = new ArrayList<>();
        if (takes(Source.BEARER)) {
            challenges.add("Bearer realm=\"" + realm + "\"");
        }
        if (takes(Source.BASIC)) {
            challenges.add("Basic realm=\"" + realm + "\", charset=\"UTF-8\"");
        }
        return challenges;
    }
}
