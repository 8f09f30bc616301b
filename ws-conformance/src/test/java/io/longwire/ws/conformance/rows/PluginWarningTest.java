package io.longwire.ws.conformance.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.WebSocketServer;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.ManualClock;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryTransportProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plug-in has to tell who runs the server comes to the log, and cannot fill it. */
class PluginWarningTest {
    private final ManualClock clock = new ManualClock();
    private final MemoryNetwork network = new MemoryNetwork(clock);
    private final Grumbling grumbling = new Grumbling();

    @BeforeEach
    void begin() {
        Journal.open();
    }

    @AfterEach
    void end() {
        Journal.shut();
    }

    @Test
    void itIsOneLineASecondWithTheNumberOfThoseHeldBack() {
        try (WebSocketServer server = WebSocketServer.builder()
                .transport(new MemoryTransportProvider(network))
                .plugin(grumbling)
                .start()) {
            assertThat(server.port()).isPositive();
            Journal.take();
            grumbling.context.warn("the disk is full");
            grumbling.context.warn("the disk is full");
            grumbling.context.warn("the disk is full");
            clock.advance(Duration.ofSeconds(1));
            grumbling.context.warn("the disk is slow");
            assertThat(Journal.take())
                    .allMatch(line -> line.level() == System.Logger.Level.WARNING)
                    .extracting(Journal.Entry::text)
                    .containsExactly(
                            "The plug-in grumbling says: the disk is full",
                            "The plug-in grumbling says: the disk is slow (2 more since the last such line)");
        }
    }

    private static final class Grumbling implements PluginProvider {
        private PluginContext context;

        @Override
        public String name() {
            return "grumbling";
        }

        @Override
        public Plugin create(PluginContext given) {
            context = given;
            return new Plugin() {};
        }
    }
}
