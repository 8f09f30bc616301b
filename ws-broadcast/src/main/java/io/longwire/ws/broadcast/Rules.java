package io.longwire.ws.broadcast;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which options a topic has: those of the rule of its name, else those of the longest rule that is the beginning of its name and a star,
 * else the usual ones.
 */
final class Rules {
    private final TopicOptions usual;
    private final boolean recoverable;
    private final Map<String, TopicOptions> exact = new ConcurrentSkipListMap<>();
    /** The longest first. */
    private final Map<String, TopicOptions> prefixes = new ConcurrentSkipListMap<>(
            (a, b) -> a.length() == b.length() ? a.compareTo(b) : Integer.compare(b.length(), a.length()));

    /** @param recoverable whether the backplane keeps histories */
    Rules(TopicOptions usual, boolean recoverable) {
        this.usual = usual;
        this.recoverable = recoverable;
    }

    void add(String names, TopicOptions options) {
        if (options.recoverable() && !recoverable) {
            throw new IllegalArgumentException("\"" + names + "\" asks for a history, and the backplane has none");
        }
        if (names.endsWith("*")) {
            prefixes.put(names.substring(0, names.length() - 1), options);
        } else {
            exact.put(names, options);
        }
    }

    TopicOptions of(String name) {
        TopicOptions own = exact.get(name);
        if (own != null || prefixes.isEmpty()) {
            return own == null ? usual : own;
        }
        for (Map.Entry<String, TopicOptions> rule : prefixes.entrySet()) {
            if (name.startsWith(rule.getKey())) {
                return rule.getValue();
            }
        }
        return usual;
    }
}
