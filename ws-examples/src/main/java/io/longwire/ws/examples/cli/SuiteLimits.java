package io.longwire.ws.examples.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The settings in {@code ws-examples/suite.conf}. */
public final class SuiteLimits {
    private SuiteLimits() {}

    /** Values by key; null values, which say what is so anyway, are left out. */
    public static Map<String, Object> settings() {
        InputStream file = SuiteLimits.class.getResourceAsStream("/ws-examples/suite.conf");
        ConfigParseOptions options = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF);
        try (InputStreamReader reader =
                new InputStreamReader(Objects.requireNonNull(file, "suite.conf"), StandardCharsets.UTF_8)) {
            Config config = ConfigFactory.parseReader(reader, options).resolve();
            Map<String, Object> settings = new TreeMap<>();
            config.entrySet()
                    .forEach(each -> settings.put(each.getKey(), each.getValue().unwrapped()));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
