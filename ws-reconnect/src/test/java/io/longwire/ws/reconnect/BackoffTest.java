package io.longwire.ws.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import io.longwire.ws.testkit.MapSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How long is waited. */
class BackoffTest {
    private static final ReconnectSettings SETTINGS = ReconnectSettings.read(Bench.settings());

    @Test
    void theLongestWaitDoublesUpToItsLimitAndIsTheFirstAgainAfterAMinute() {
        Backoff backoff = new Backoff(SETTINGS, () -> 1);
        long[] waits = new long[9];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = backoff.next(Optional.empty()).toMillis();
        }

        assertThat(waits).containsExactly(500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000);
        assertThat(backoff.ended(Duration.ofMillis(59_999))).isFalse();
        assertThat(backoff.next(Optional.empty())).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.ended(Duration.ofMinutes(1))).isTrue();
        assertThat(backoff.next(Optional.empty())).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void fifteenThousandClientsOfOneServerComeBackEvenly() {
        SplittableRandom random = new SplittableRandom(7);
        Backoff[] clients = new Backoff[15_000];
        Arrays.setAll(clients, i -> new Backoff(SETTINGS, random::nextDouble));
        for (long longest : new long[] {500, 1000, 2000, 4000, 8000, 16_000, 30_000}) {
            int[] coming = new int[20]; // in each twentieth of the time
            for (Backoff client : clients) {
                long wait = client.next(Optional.empty()).toNanos() / 1000;
                coming[(int) (wait * coming.length / (longest * 1000))]++;
            }
            assertThat(Arrays.stream(coming).max().orElseThrow())
                    .as("of %s, evenly 750", Arrays.toString(coming))
                    .isLessThanOrEqualTo(750 * 3 / 2);
        }
    }

    @Test
    void aFirstWaitAboveTheLimitStopsTheStart() {
        MapSettings settings = Bench.settings().with("first", Duration.ofSeconds(31));

        assertThatThrownBy(() -> ReconnectSettings.read(settings))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("ws.plugins.reconnect.max");
    }
}
