package io.longwire.ws.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Overflow;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.broadcast.TopicOptions;
import io.longwire.ws.broadcast.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration says of topics by their names. */
class TopicRulesTest {
    @TempDir
    private Path folder;

    @Test
    void theLongestRuleCountsAndTakesTheRestFromTheUsualOne() throws IOException {
        WebSocketServer server = server("""
                ws.plugins.broadcast.topics {
                  default { max-subscribers = 7, history-time = 5 s }
                  "chat/*" { history-size = 100, presence = on }
                  "chat/private/*" { overflow = drop-oldest }
                  "chat/private/one" { history-size = 1 }
                }
                """);
        server.start();
        try {
            Topics topics = server.service(Topics.class);
            var chat = new TopicOptions(null, 7, 100, Duration.ofSeconds(5), true);
            assertThat(topics.options("chat/lobby")).isEqualTo(chat);
            assertThat(topics.options("chat/private/x"))
                    .isEqualTo(new TopicOptions(Overflow.DROP_OLDEST, 7, 0, Duration.ofSeconds(5), false));
            assertThat(topics.options("chat/private/one").historySize()).isEqualTo(1);
            assertThat(topics.options("other").maxSubscribers()).isEqualTo(7);
            assertThat(topics.options("other").recoverable()).isFalse();
        } finally {
            server.stop();
        }
    }

    @Test
    void aKeyThatNoTopicHasStopsTheStart() {
        assertThatThrownBy(() -> server("ws.plugins.broadcast.topics { \"a\" { histroy-size = 5 } }")
                        .start())
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("histroy-size")
                .hasMessageContaining("unknown key");
    }

    @Test
    void aValueOutOfRangeStopsTheStartAtItsPlace() {
        assertThatThrownBy(() -> server("ws.plugins.broadcast.topics {\n \"a*\" { history-size = -5 } }")
                        .start())
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("my.conf:2")
                .hasMessageContaining("history-size = -5");
    }

    @Test
    void aBackplaneThatIsNotThereStopsTheStartAndTheCureIsNamed() {
        assertThatThrownBy(
                        () -> server("ws.plugins.broadcast.backplane = pigeon").start())
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("my.conf:1")
                .hasMessageContaining("there is no backplane \"pigeon\"")
                .hasMessageContaining("local");
    }

    private WebSocketServer server(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("my.conf"), configuration);
        return WebSocketServer.builder().config(file).port(0).build();
    }
}
