package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of others' parts as a process. */
final class PluginIT {
    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void the_ticket_admits_and_the_extension_saves(String transport) throws Exception {
        try (Program plugin = Program.start("plugin", "--port", "0", "--transport", transport)) {
            assertThat(plugin.port()).isPositive();
            assertThat(plugin.line()).isEqualTo("without a ticket: 401");
            assertThat(plugin.line()).isEqualTo("with a ticket: \"Hello, Ada\", extensions [x-delta]");
            String[] words = plugin.line().split(" ");
            assertThat(words).startsWith("1000", "prices", "of");
            long payload = Long.parseLong(words[3]);
            long wire = Long.parseLong(words[9]);
            assertThat(wire).isPositive().isLessThan(payload / 3);
            plugin.terminate();
            assertThat(plugin.exitCode()).isZero();
            assertThat(plugin.err()).isEmpty();
        }
    }
}
