package io.longwire.ws.runtime.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;

/** The {@code reference.conf} of every jar: the keys that are known, their defaults, and which of them are secrets. */
final class Reference {
    private static final String SECRET = "/ Secret";
    private static final String RENEWED = "/ Reload: new-connections";
    private static final String MASK = "***";

    private final Config unresolved;
    private final Config defaults;
    private final Map<String, ConfigValue> leaves;

    private Reference(Config unresolved) {
        this.unresolved = unresolved;
        // A default is what stands in the file, whatever the environment says.
        this.defaults = unresolved.resolve(ConfigResolveOptions.noSystem());
        this.leaves = Keys.flatten(defaults.root());
    }

    /** Looks with the thread's context loader, which sees an application's jars, and with the library's own. */
    static Reference load() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = Reference.class.getClassLoader();
        Config found = ConfigFactory.parseResources(own, "reference.conf");
        return new Reference(
                context == null || context == own
                        ? found
                        : ConfigFactory.parseResources(context, "reference.conf")
                                .withFallback(found));
    }

    /** With its references to environment variables. */
    Config unresolved() {
        return unresolved;
    }

    Config defaults() {
        return defaults;
    }

    Map<String, ConfigValue> leaves() {
        return leaves;
    }

    /** A value to be read by people: a secret is masked. */
    String shown(String key, ConfigValue value, boolean quoted) {
        if (isSecret(key)) {
            return MASK;
        }
        String text = Keys.text(value);
        return quoted && value.unwrapped() instanceof String ? "\"" + text + "\"" : text;
    }

    /** Its comment in the {@code reference.conf} ends in this word. */
    private boolean isSecret(String key) {
        return facts(key).endsWith(SECRET);
    }

    /** Its comment says that a reload gives its value to new connections. */
    boolean isRenewed(String key) {
        return facts(key).contains(RENEWED);
    }

    /** The last line of its comment. */
    private String facts(String key) {
        ConfigValue known = leaves.get(key);
        List<String> comments = known == null ? List.of() : known.origin().comments();
        return comments.isEmpty() ? "" : comments.get(comments.size() - 1).strip();
    }
}
