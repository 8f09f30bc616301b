package io.longwire.ws.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignerTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OLD =
            "old:" + Base64.getEncoder().encodeToString("o".repeat(32).getBytes(StandardCharsets.US_ASCII));
    private static final String NEW =
            "new:" + Base64.getEncoder().encodeToString("n".repeat(32).getBytes(StandardCharsets.US_ASCII));

    private final WallClock clock = new WallClock();
    private final Signer signer = signer(OLD);

    private Signer signer(String... keys) {
        return new Signer(Keys.parse(List.of(keys)), clock);
    }

    @Test
    void givesBackWhatItSigned() {
        for (String value : List.of("", "ann", "a=b; c|d.e", "ä\u0000€😀", "x".repeat(2000))) {
            assertThat(signer.verify("session", signer.sign("session", value), DAY))
                    .hasValue(new Signed(value, WallClock.START, "old"));
        }
    }

    /** Computed by another program: Python's hmac and base64. */
    @Test
    void writesTheFormatThatIsDocumented() {
        assertThat(signer.sign("session", "ann"))
                .isEqualTo("1.old.1767225600.YW5u.z0j_wZ9MRCczbWWyD8VywJlVM6os9P9dJZqhhDmjMvU");
    }

    @Test
    void needsNoQuotingAnywhere() {
        assertThat(signer.sign("session", "ä€😀 ;=,\"")).matches("[A-Za-z0-9._-]+");
    }

    @Test
    void refusesWhatWasChangedAnywhere() {
        String signed = signer.sign("session", "ann");
        for (int at = 0; at < signed.length(); at++) {
            for (char other : "A0_.".toCharArray()) {
                String changed = signed.substring(0, at) + other + signed.substring(at + 1);
                if (!changed.equals(signed)) {
                    assertThat(signer.verify("session", changed, DAY))
                            .as(changed)
                            .isEmpty();
                }
            }
            assertThat(signer.verify("session", signed.substring(0, at), DAY)).isEmpty();
            assertThat(signer.verify("session", signed.substring(at + 1), DAY)).isEmpty();
        }
        for (String more : List.of(signed + "A", signed + "=", signed + ".", " " + signed, signed + "\n")) {
            assertThat(signer.verify("session", more, DAY)).isEmpty();
        }
    }

    /** A last letter has bits that decode to nothing; it counts all the same, so there is one text for a value. */
    @Test
    void refusesAnotherSpellingOfTheSignature() {
        String signed = signer.sign("session", "ann");
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(signed.charAt(signed.length() - 1));
        String other = signed.substring(0, signed.length() - 1) + alphabet.charAt(last ^ 1);

        assertThat(Base64.getUrlDecoder().decode(other.substring(other.lastIndexOf('.') + 1)))
                .isEqualTo(Base64.getUrlDecoder().decode(signed.substring(signed.lastIndexOf('.') + 1)));
        assertThat(signer.verify("session", other, DAY)).isEmpty();
    }

    @Test
    void bindsTheName() {
        assertThat(signer.verify("other", signer.sign("session", "ann"), DAY)).isEmpty();
        assertThat(signer.verify("ab", signer.sign("a", "b"), DAY)).isEmpty();
    }

    @Test
    void knowsOldKeysAsLongAsTheyAreThere() {
        String signed = signer.sign("session", "ann");

        assertThat(signer(NEW, OLD).verify("session", signed, DAY)).isPresent();
        assertThat(signer(NEW, OLD).sign("session", "ann")).startsWith("1.new.");
        assertThat(signer(NEW).verify("session", signed, DAY)).isEmpty();
        assertThat(signer("old" + NEW.substring(3)).verify("session", signed, DAY))
                .as("the id of a key is not the key")
                .isEmpty();
    }

    @Test
    void refusesWhatIsTooOldOrFromTheFuture() {
        String signed = signer.sign("session", "ann");

        clock.advance(DAY);
        assertThat(signer.verify("session", signed, DAY)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(signer.verify("session", signed, DAY)).isEmpty();
        clock.advance(DAY.negated().minusSeconds(61));
        assertThat(signer.verify("session", signed, DAY)).as("a minute ahead").isPresent();
        clock.advance(Duration.ofSeconds(-1));
        assertThat(signer.verify("session", signed, DAY)).isEmpty();
    }

    @Test
    void refusesHostileTextsWithoutALook() {
        for (String hostile : List.of(
                "",
                ".",
                "....",
                "1....",
                "2.old.1.YQ.",
                "1.old.99999999999999999999.YQ." + "A".repeat(43),
                "1.old.-1.YQ." + "A".repeat(43),
                "1.old.01.YQ." + "A".repeat(43),
                "1.../../etc/passwd.1.YQ." + "A".repeat(43),
                "1.http://evil.example/jwks.1.YQ." + "A".repeat(43),
                "1." + "k".repeat(33) + ".1.YQ." + "A".repeat(43),
                "1.none.1.YQ." + "A".repeat(43),
                "1.old.1.Y Q." + "A".repeat(43),
                "1." + "x.".repeat(500_000))) {
            assertThat(signer.verify("session", hostile, DAY)).isEmpty();
        }
    }

    @Test
    void refusesToSignWhatABrowserWouldNotKeep() {
        assertThatThrownBy(() -> signer.sign("session", "x".repeat(4000))).isInstanceOf(IllegalArgumentException.class);
    }
}
