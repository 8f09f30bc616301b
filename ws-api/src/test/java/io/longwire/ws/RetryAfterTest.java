package io.longwire.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a refusal says of the next attempt (RFC 9110, 10.2.3). */
class RetryAfterTest {
    private static final String DATE = "Fri, 31 Dec 1999 23:59:59 GMT";

    @Test
    void secondsAreADelay() {
        assertThat(of("7")).contains(Duration.ofSeconds(7));
        assertThat(of("0")).contains(Duration.ZERO);
    }

    @Test
    void aDateCountsFromTheDateOfTheAnswer() {
        assertThat(dated("Sat, 01 Jan 2000 00:01:59 GMT", DATE)).contains(Duration.ofMinutes(2));
        assertThat(dated("Fri, 31 Dec 1999 00:00:00 GMT", DATE)).contains(Duration.ZERO);
    }

    @Test
    void whatCannotBeUnderstoodAsksNothing() {
        for (String value : new String[] {"", "-1", "1.5", "soon", "99999999999999999999", DATE}) {
            assertThat(of(value)).as(value).isEmpty();
        }
        assertThat(dated(DATE, "yesterday")).isEmpty();
        assertThat(failed(Map.of()).retryAfter()).isEmpty();
        assertThat(failed(Map.of("retry-after", List.of("1", "2"))).retryAfter())
                .isEmpty();
    }

    @Test
    void theBodyKeepsIt() {
        HandshakeFailed refused = failed(Map.of("retry-after", List.of("3")));
        assertThat(new HandshakeFailed(refused, new byte[1]).retryAfter()).contains(Duration.ofSeconds(3));
    }

    private static Optional<Duration> of(String value) {
        return failed(Map.of("retry-after", List.of(value))).retryAfter();
    }

    private static Optional<Duration> dated(String value, String date) {
        return failed(Map.of("retry-after", List.of(value), "date", List.of(date)))
                .retryAfter();
    }

    private static HandshakeFailed failed(Map<String, List<String>> headers) {
        return new HandshakeFailed("refused", 503, headers, null);
    }
}
