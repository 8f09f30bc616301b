package io.longwire.ws.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.testkit.FakeHandshake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where a proof is found, and what an authenticator is shown. */
class ShownTest {
    private final List<String> shown = new ArrayList<>();

    private Lab lab(String... sources) {
        return new Lab(Lab.sources(sources), (proof, handshake) -> {
            shown.add(
                    proof instanceof Proof.Password password
                            ? "BASIC " + password.name() + " " + password.password()
                            : proof.source() + " " + ((Proof.Token) proof).value());
            return CompletableFuture.completedFuture(Optional.of(Credential.of("ann")));
        });
    }

    private void assertShows(Lab lab, FakeHandshake handshake, String expected) {
        shown.clear();
        lab.connect(handshake);
        assertThat(shown).containsExactly(expected);
        assertThat(handshake.principal()).hasValue(Credential.of("ann"));
        assertThat(lab.total("ws.auth.admitted")).isPositive();
    }

    private static FakeHandshake header(String name, String value) {
        return new FakeHandshake("/").header(name, value);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCookieByItsName() {
        Lab lab = lab("cookie");
        assertShows(lab, header("Cookie", "a=b; session=t1; sessions=x"), "COOKIE t1");
        assertShows(lab, header("Cookie", "a=b").header("Cookie", "session=t=2"), "COOKIE t=2");
        assertShows(lab, header("Cookie", "session=first; session=second"), "COOKIE first");
        for (String other : List.of("", "session", "session=", "xsession=a", "Session=a", "a=session=b")) {
            assertThat(lab.refusal(header("Cookie", other)).status()).as(other).isEqualTo(403);
        }
    }

    @Test
    void aBearerToken() {
        Lab lab = lab("bearer");
        assertShows(lab, header("Authorization", "Bearer t"), "BEARER t");
        assertShows(lab, header("authorization", "bEARER  t "), "BEARER t");
        for (String other : List.of("", "Bearer", "Bearer ", "Basic dDp0", "BearerX t")) {
            assertThat(lab.refusal(header("Authorization", other)).status())
                    .as(other)
                    .isEqualTo(401);
        }
        assertThat(lab.refusal(header("Authorization", "Bearer a").header("Authorization", "Bearer b"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aNameAndAPassword() {
        Lab lab = lab("basic");
        assertShows(lab, header("Authorization", "Basic " + base64("ann:pä:ss")), "BASIC ann pä:ss");
        for (String other : List.of("Basic !", "Basic " + base64("ann"), "Bearer t")) {
            assertThat(lab.refusal(header("Authorization", other)).status())
                    .as(other)
                    .isEqualTo(401);
        }
    }

    @Test
    void aParameterOfTheQuery() {
        Lab lab = lab("query");
        assertShows(lab, new FakeHandshake("/").withQuery("a=b&token=t%20t"), "QUERY t t");
        assertThat(lab.refusal(new FakeHandshake("/").withQuery("token=")).status())
                .isEqualTo(403);
    }

    @Test
    void whatStandsBehindTheMarkerOfTheSubprotocols() {
        Lab lab = lab("subprotocol");
        FakeHandshake handshake = header("Sec-WebSocket-Protocol", "bearer, t");
        assertShows(lab, handshake, "SUBPROTOCOL t");
        assertThat(handshake.subprotocol()).as("the marker, never the token").hasValue("bearer");
        FakeHandshake chosen = header("Sec-WebSocket-Protocol", "chat, bearer")
                .header("Sec-WebSocket-Protocol", "t")
                .withSubprotocol("chat");
        assertShows(lab, chosen, "SUBPROTOCOL t");
        assertThat(chosen.subprotocol()).as("the endpoint's own choice").hasValue("chat");
        for (String other : List.of("bearer", "t, bearer", "Bearer, t", "chat")) {
            assertThat(lab.refusal(header("Sec-WebSocket-Protocol", other)).status())
                    .as(other)
                    .isEqualTo(403);
        }
    }

    @Test
    void anEndpointThatWouldSendTheTokenBackFails() {
        CompletableFuture<Void> admitted = lab("subprotocol")
                .plugin
                .admit(header("Sec-WebSocket-Protocol", "bearer, secret").withSubprotocol("secret"))
                .toCompletableFuture();

        assertThat(admitted).isCompletedExceptionally();
        assertThat(admitted.handle((in, failure) -> failure.getCause()).join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret as")
                .hasMessageContaining("behind \"bearer\"");
    }

    @Test
    void theFirstSourceThatIsThereCounts() {
        FakeHandshake both = header("Authorization", "Bearer b").withQuery("token=q");

        assertShows(lab("query", "bearer"), both, "QUERY q");
        assertShows(lab("bearer", "query"), both, "BEARER b");
        assertShows(lab("cookie", "bearer"), both, "BEARER b");
    }

    @Test
    void aWrongProofIsNotMadeUpForByAnother() {
        Lab lab = new Lab(Lab.sources("bearer", "query", "message"));
        String good = lab.tokens.issue("ann", Duration.ofHours(1));

        assertThat(lab.refusal(Lab.bearer("wrong").withQuery("token=" + good)).status())
                .isEqualTo(401);
    }

    @Test
    void aRefusalNamesTheChallengesThatWouldHelp() {
        assertThat(lab("cookie", "bearer", "basic")
                        .refusal(new FakeHandshake("/"))
                        .headers())
                .containsEntry(
                        "WWW-Authenticate",
                        List.of("Bearer realm=\"test\"", "Basic realm=\"test\", charset=\"UTF-8\""));
        assertThat(lab("cookie").refusal(new FakeHandshake("/")).headers()).isEmpty();
    }

    @Test
    void nothingOfASecretIsInATextOrAnEquality() {
        for (Proof proof :
                List.of(new Proof.Token(Source.QUERY, "hunter2"), new Proof.Password("hunter2", "hunter2"))) {
            assertThat(proof.toString()).doesNotContain("hunter2");
        }
        assertThat(new Proof.Token(Source.QUERY, "a")).isNotEqualTo(new Proof.Token(Source.QUERY, "a"));
        assertThat(new Proof.Token(Source.QUERY, "a").matches("a")).isTrue();
        assertThat(new Proof.Token(Source.QUERY, "a").matches("b")).isFalse();
        assertThat(new Proof.Password("ann", "pä").matches("pä")).isTrue();
        assertThat(new Proof.Password("ann", "pä").matches("p")).isFalse();
    }
}
