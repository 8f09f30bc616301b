package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Hostile heads and the answers they get, the same in one piece, byte by byte and in pieces of seven. */
final class HostileRows {
    /** The status; 0 when the head is not at its end. */
    record Row(String name, String request, int status) {
        @Override
        public String toString() {
            return name;
        }

        void assertAnswered() {
            Heads.Outcome whole = Heads.read(request, Integer.MAX_VALUE);
            assertThat(whole.status()).as(whole.sentence()).isEqualTo(status);
            assertThat(Heads.read(request, 1).summary()).isEqualTo(whole.summary());
            assertThat(Heads.read(request, 7).summary()).isEqualTo(whole.summary());
            if (whole.status() == 405) {
                assertThat(whole.headers()).isEqualTo("{Allow=[GET]}");
            } else if (whole.status() == 426) {
                assertThat(whole.headers()).contains("Upgrade=[websocket]", "Sec-WebSocket-Version=[13]");
            }
        }
    }

    private final List<Row> rows = new ArrayList<>();

    void row(String name, String request, int status) {
        rows.add(new Row(name, request, status));
    }

    void each(String name, int status, String... requests) {
        for (int i = 0; i < requests.length; i++) {
            row(name + " #" + i, requests[i], status);
        }
    }

    Stream<Row> stream() {
        return rows.stream();
    }
}
