package io.longwire.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What applications and plug-ins compile against changes only when somebody meant it to. */
class ApiTest {
    @Test
    void isWhatTheCommittedTextSays() throws Exception {
        String now = Api.of(Path.of("target/classes"));
        Path written = Files.writeString(Path.of("target/api.txt"), now);
        assertThat(now)
                .as("the API has changed. If it was meant: cp ws-api/%s ws-api/api.txt", written)
                .isEqualTo(Files.readString(Path.of("api.txt")));
    }

    @Test
    void theTextHoldsTypesMembersAndConstants() throws Exception {
        assertThat(Api.of(Path.of("target/classes")).lines())
                .contains(
                        "exports io.longwire.ws.spi",
                        "public final record io.longwire.ws.CloseReason extends java.lang.Record",
                        "    public static final int io.longwire.ws.Closed.ABNORMAL = 1006",
                        "    public abstract boolean io.longwire.ws.WebSocket.isOpen()")
                .noneMatch(line -> line.contains("Utf16"));
    }
}
