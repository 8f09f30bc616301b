package io.longwire.ws.runtime.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Full keys and their neighbours. */
final class Keys {
    /** Below it keys are an application's own names. */
    private static final String ENDPOINTS = "ws.endpoints.";

    /** Names that need no quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    /** A block of this name tells what the blocks beside it, of an application's own names, may hold. */
    static final String DEFAULT = "default";

    private Keys() {}

    /** Every leaf by its full key, {@code null} values included. */
    static Map<String, ConfigValue> flatten(ConfigObject object) {
        Map<String, ConfigValue> leaves = new HashMap<>();
        flatten("", object, leaves);
        return leaves;
    }

    private static void flatten(String prefix, ConfigObject object, Map<String, ConfigValue> into) {
        object.forEach((name, value) -> {
            String key = prefix + (PLAIN.matcher(name).matches() ? name : ConfigUtil.quoteString(name));
            if (value instanceof ConfigObject inner) {
                flatten(key + ".", inner, into);
            } else {
                into.put(key, value);
            }
        });
    }

    /** As HOCON writes it; strings without quotes. */
    static String text(ConfigValue value) {
        Object plain = value.unwrapped();
        return plain instanceof String text ? text : value.render(ConfigRenderOptions.concise());
    }

    /** A block's own origin is made up of what is in it; a leaf's is a place. */
    static ConfigValue firstLeaf(ConfigValue value) {
        ConfigValue leaf = value;
        while (leaf instanceof ConfigObject block && !block.isEmpty()) {
            leaf = block.values().iterator().next();
        }
        return leaf;
    }

    /** What stands at a path, {@code null} values included; null when nothing does. */
    static @Nullable ConfigValue find(ConfigObject object, String path) {
        @Nullable ConfigValue value = object;
        for (String name : ConfigUtil.splitPath(path)) {
            value = value instanceof ConfigObject inner ? inner.get(name) : null;
        }
        return value;
    }

    static boolean isKnown(String key, Collection<String> known) {
        return known.contains(key)
                || isBesideDefault(key, known)
                || (key.startsWith(ENDPOINTS) && (key.endsWith(".dispatch") || key.endsWith(".overflow")));
    }

    private static boolean isBesideDefault(String key, Collection<String> known) {
        List<String> names = ConfigUtil.splitPath(key);
        for (int i = 1; i < names.size() - 1; i++) {
            List<String> other = new ArrayList<>(names);
            other.set(i, DEFAULT);
            if (known.contains(ConfigUtil.joinPath(other))) {
                return true;
            }
        }
        return false;
    }

    /** The known key that differs by the fewest edits. */
    static String nearest(String key, Collection<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int edits = edits(key, candidate);
            if (edits < least || (edits == least && candidate.compareTo(best) < 0)) {
                least = edits;
                best = candidate;
            }
        }
        return best;
    }

    static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
