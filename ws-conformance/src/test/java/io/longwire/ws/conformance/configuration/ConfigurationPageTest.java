package io.longwire.ws.conformance.configuration;

import io.longwire.ws.conformance.structure.Repository;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} says what the {@code reference.conf} files say. */
class ConfigurationPageTest {
    private static final String EXAMPLE = "ws-example-";
    private static final String INTRODUCTION = """
            # Configuration

            <!-- Generated from the reference.conf files by ConfigurationPageTest; change those, not this page. -->

            Settings are written in [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md) under `ws`. The first of these that has
            a key wins:

            1. what is set in code: `builder.port(0)`, `builder.set("ws.limits.message", "4 MiB")`;
            2. the environment by force, with `java -Dconfig.override_with_env_vars=true`: `CONFIG_FORCE_ws_limits_message=4MiB` (`_` is a
               dot, `__` a hyphen);
            3. system properties: `java -Dws.limits.message=4MiB`;
            4. a file: `builder.config(path)`, or the `Config` given to `WebSockets.server`;
            5. the environment variable that the key names below;
            6. the default below.

            A key that is not here, a value of another type or out of its range, or settings that cannot work together stop the start:
            all of it is told at once, with file and line. `ws.config.strict = false` makes unknown keys a warning in the log.

            `server.describe()` is the effective configuration as a table, with the origin of each value; `longwire config` of the examples
            prints it. *Reload* says what a change needs. `server.reload()` reads the configuration again and refuses it as a start
            does, changing nothing; else connections that come after it have the new value of a key marked `new-connections`, and open ones
            keep what they began with. A key marked `restart` keeps its value until the next start; the answer names it. A client reads once.
            """;

    @Test
    void thePageIsCurrent() throws Exception {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        Reference.all().stream()
                .filter(reference -> !reference.module().startsWith(EXAMPLE))
                .forEach(reference -> append(page, reference));
        Generated.assertCurrent(Repository.root().resolve("docs/configuration.md"), page.toString(), getClass());
    }

    private static void append(StringBuilder page, Reference reference) {
        page.append("\n## ").append(reference.module()).append("\n\n");
        row(page, List.of("key", "default", "unit", "range", "on breach", "reload", "meaning"));
        row(page, List.of("---", "---", "---", "---", "---", "---", "---"));
        for (Key key : reference.keys()) {
            String secret = key.fact("Secret").isEmpty() ? "" : " A secret: its value is never shown.";
            String environment = key.environment().isEmpty() ? "" : " Environment: `" + key.environment() + "`.";
            row(
                    page,
                    List.of(
                            "`" + key.path() + "`",
                            "`" + key.standard() + "`",
                            key.fact("Unit"),
                            key.fact("Range"),
                            key.fact("On breach"),
                            key.fact("Reload"),
                            key.meaning() + environment + secret));
        }
    }

    private static void row(StringBuilder page, List<String> cells) {
        page.append("| ")
                .append(String.join(
                        " | ", cells.stream().map(c -> c.replace("|", "\\|")).toList()))
                .append(" |\n");
    }
}
