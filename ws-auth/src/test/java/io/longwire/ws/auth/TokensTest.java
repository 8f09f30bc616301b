package io.longwire.ws.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final WallClock clock = new WallClock();
    private final Keys keys = Keys.parse(List.of(Keys.generate("a")));
    private final Tokens tokens = new Tokens(keys, "test", Duration.ofDays(1), clock);

    @Test
    void sayWhoAndUntilWhen() {
        assertThat(tokens.read(tokens.issue("Ann von Ä", HOUR)))
                .hasValue(new Credential("Ann von Ä", WallClock.START.plus(HOUR)));
    }

    @Test
    void endWithTheirTime() {
        String token = tokens.issue("ann", HOUR);

        clock.advance(HOUR.minusSeconds(1));
        assertThat(tokens.read(token)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void liveNoLongerThanAnyMay() {
        String token = tokens.issue("ann", Duration.ofDays(400));

        assertThat(tokens.read(token)).hasValue(new Credential("ann", WallClock.START.plus(Duration.ofDays(1))));
    }

    @Test
    void areOfOnePurpose() {
        assertThat(new Tokens(keys, "other", Duration.ofDays(1), clock).read(tokens.issue("ann", HOUR)))
                .isEmpty();
    }

    @Test
    void areNotWhateverElseWasSignedForTheirPurpose() {
        Signer signer = new Signer(keys, clock);
        for (String value : List.of("", " ", "ann", "x ann", " ann", "99999999999 ", "99999999999999999999 ann")) {
            assertThat(tokens.read(signer.sign("test", value))).as(value).isEmpty();
        }
    }

    @Test
    void goIntoACookieThatScriptsCannotRead() {
        assertThat(tokens.cookie("session", "ann", HOUR))
                .matches(
                        "session=1\\.a\\.\\d+\\.[\\w-]+\\.[\\w-]{43}; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void areNotIssuedForNobodyOrForNoTime() {
        assertThatThrownBy(() -> tokens.issue("", HOUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.issue("ann", Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
