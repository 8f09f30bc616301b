package io.longwire.ws.conformance.configuration;

import io.longwire.ws.conformance.structure.Repository;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A default is a promise: whoever changes one changes the list, too. */
class DefaultsTest {
    private static final Path LIST =
            Repository.root().resolve("ws-conformance/src/test/resources/configuration/defaults.txt");

    @Test
    void noDefaultChangesByAccident() throws Exception {
        String defaults = Reference.allKeys().stream()
                .map(key -> key.path() + " = " + key.standard() + "\n")
                .sorted()
                .collect(Collectors.joining());
        Generated.assertCurrent(LIST, defaults, getClass());
    }
}
