package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private final Origins same = new Origins(List.of());
    private final Origins listed = new Origins(List.of("https://Good.example", "http://good.example:8080"));

    @Test
    void withoutAListTheOwnOriginAloneIsAllowed() {
        assertThat(allows(same, "https://good.example")).isTrue();
        assertThat(allows(same, "HTTPS://GOOD.example:443")).isTrue();
        assertThat(same.allows(Optional.of("http://[0:0::1]:8080"), "http", "[::1]:8080"))
                .isTrue();
        assertThat(allows(same, "http://good.example")).isFalse();
        assertThat(allows(same, "https://good.example:8443")).isFalse();
        assertThat(allows(same, "https://evil.example")).isFalse();
    }

    @Test
    void anyWellFormedSchemeCanBeListed() {
        Origins apps = new Origins(List.of("x-App+1.0://good.example", "capacitor://localhost"));
        assertThat(allows(apps, "x-app+1.0://good.example")).isTrue();
        assertThat(allows(apps, "capacitor://localhost")).isTrue();
        assertThat(allows(apps, "capacitor://localhost:1")).isFalse();
        for (String scheme : List.of("1a", "+a", "a_b", "a{", "a/", "a:")) {
            assertThatThrownBy(() -> new Origins(List.of(scheme + "://good.example")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aProgramWithoutOriginIsAllowed() {
        assertThat(same.allows(Optional.empty(), "http", "a")).isTrue();
        assertThat(listed.allows(Optional.empty(), "http", "a")).isTrue();
    }

    @Test
    void aListStandsForItselfAlone() {
        assertThat(allows(listed, "https://good.example")).isTrue();
        assertThat(allows(listed, "http://good.example:8080")).isTrue();
        assertThat(listed.allows(Optional.of("https://other.example"), "https", "other.example"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example.evil",
                "https://evilgood.example",
                "https://good.example:8443",
                "http://good.example",
                "https://good.example.",
                "https://user@good.example",
                "https://good.example@evil",
                "https://xn--god-0na.example",
                "https://good%2eexample",
                "https://good_.example",
                "https://good.example evil",
                "https://good.example:0443x",
                "wss://good.example",
                "good.example",
                "https://",
                "://good.example",
                "",
                "NULL",
                "*"
            })
    void lookAlikesAreRefused(String origin) {
        assertThat(allows(listed, origin)).isFalse();
        assertThat(allows(same, origin)).isFalse();
    }

    @Test
    void lookAlikesOfAnyLengthAreRefused() {
        assertThat(allows(listed, "https://" + "good.example.".repeat(600))).isFalse();
    }

    @Test
    void nullIsAllowedOnlyWhereItIsListed() {
        assertThat(allows(same, "null")).isFalse();
        assertThat(allows(listed, "null")).isFalse();
        assertThat(allows(new Origins(List.of("*")), "null")).isFalse();
        assertThat(allows(new Origins(List.of("null")), "null")).isTrue();
        assertThat(allows(new Origins(List.of("null")), "https://good.example")).isFalse();
        assertThat(allows(new Origins(List.of("*", "null")), "null")).isTrue();
    }

    @Test
    void anyMeansAnyOriginThatIsOne() {
        Origins any = new Origins(List.of("*"));
        assertThat(allows(any, "https://evil.example")).isTrue();
        assertThat(allows(any, "chrome-extension://abcdef")).isTrue();
        assertThat(allows(any, "evil")).isFalse();
    }

    @Test
    void aListEntryThatIsNoOriginStopsTheStart() {
        for (String bad : List.of("good.example", "https://good.example/", "https://*.example", "")) {
            assertThatThrownBy(() -> new Origins(List.of(bad)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("scheme://host");
        }
    }

    private static boolean allows(Origins origins, String origin) {
        return origins.allows(Optional.of(origin), "https", "good.example");
    }
}
