package io.longwire.ws.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.Initiator;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.FakeHandshake;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The life of a credential on a connection. */
class AuthTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofMillis(500);

    private static Action.Close closed(String why) {
        return new Action.Close(new CloseReason(1008, why));
    }

    private static void end(Lab lab, Lab.Connection connection) {
        lab.loop.execute(() -> connection
                .watcher()
                .onClose(
                        new Closed(1000, "", Initiator.PEER, null),
                        connection.socket().record(Map.of())));
        lab.loop.runPending();
    }

    @Test
    void endsTheConnectionWithinASecondAfterItsExpiry() {
        Lab lab = new Lab(Lab.settings());
        Lab.Connection connection = lab.connect("ann", MINUTE);
        assertThat(lab.authentication.credential(connection.socket()))
                .hasValue(new Credential("ann", WallClock.START.plus(MINUTE)));

        lab.advance(MINUTE.minusMillis(50));
        assertThat(connection.socket().actions()).isEmpty();
        lab.advance(TICK.plusMillis(50));
        assertThat(connection.socket().actions()).containsExactly(closed("expired"));
        lab.advance(MINUTE);
        assertThat(connection.socket().actions()).as("once").hasSize(1);
        assertThat(lab.total("ws.auth.ended")).isEqualTo(1);
    }

    @Test
    void endsItToo_whenTheClockOfTheWorldIsSet() {
        Lab lab = new Lab(Lab.settings());
        Lab.Connection connection = lab.connect("ann", Duration.ofHours(5));

        lab.wall.advance(Duration.ofHours(6));
        lab.loop.advance(TICK);

        assertThat(connection.socket().actions()).containsExactly(closed("expired"));
    }

    @Test
    void goesOnWhenItIsRenewed() {
        Lab lab = new Lab(Lab.settings());
        Lab.Connection connection = lab.connect("ann", MINUTE);
        lab.advance(MINUTE.dividedBy(2));
        Credential newer = new Credential("ann", WallClock.START.plus(MINUTE.multipliedBy(2)));

        assertThat(lab.authentication.renew(connection.socket(), newer)).isTrue();

        lab.advance(MINUTE);
        assertThat(connection.socket().actions()).isEmpty();
        assertThat(connection.socket().handshake().principal()).hasValue(newer);
        lab.advance(MINUTE);
        assertThat(connection.socket().actions()).containsExactly(closed("expired"));
        assertThat(lab.authentication.renew(connection.socket(), Credential.of("ann")))
                .isFalse();
    }

    @Test
    void mayBeRenewedForASmallerTimeOrForEver() {
        Lab lab = new Lab(Lab.settings());
        Lab.Connection shorter = lab.connect("ann", Duration.ofDays(1));
        Lab.Connection forEver = lab.connect("bob", MINUTE);
        lab.authentication.renew(shorter.socket(), new Credential("ann", WallClock.START.plus(MINUTE)));
        lab.authentication.renew(forEver.socket(), Credential.of("bob"));

        lab.advance(MINUTE.plus(TICK));

        assertThat(shorter.socket().actions()).containsExactly(closed("expired"));
        assertThat(forEver.socket().actions()).isEmpty();
    }

    @Test
    void isNotRenewedForAnotherNorForNobodyNorWhenExpired() {
        Lab lab = new Lab(Lab.sources("bearer", "message"));
        Lab.Connection ann = lab.connect("ann", MINUTE);
        Lab.Connection nobody = lab.connect(new FakeHandshake("/"));
        Lab.Connection open = lab.connect(new FakeHandshake("/open"));

        assertThatThrownBy(() -> lab.authentication.renew(ann.socket(), Credential.of("bob")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lab.authentication.renew(ann.socket(), new Credential("ann", WallClock.START)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lab.authentication.renew(nobody.socket(), Credential.of("ann")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lab.authentication.renew(open.socket(), Credential.of("ann")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isRevokedByNameAndNobodyElses() {
        Lab lab = new Lab(Lab.settings());
        Lab.Connection one = lab.connect("ann", MINUTE);
        Lab.Connection two = lab.connect("ann", MINUTE);
        Lab.Connection bob = lab.connect("bob", MINUTE);

        lab.authentication.revoke("ann");
        lab.loop.runPending();

        assertThat(one.socket().actions()).containsExactly(closed("revoked"));
        assertThat(two.socket().actions()).containsExactly(closed("revoked"));
        assertThat(bob.socket().actions()).isEmpty();
        assertThat(lab.connect("ann", MINUTE).socket().actions())
                .as("a new connection is the authenticator's to refuse")
                .isEmpty();
    }

    @Test
    void isRevokedWhileItIsBeingJudged() {
        CompletableFuture<Optional<Credential>> answer = new CompletableFuture<>();
        Lab lab = new Lab(Lab.sources("bearer", "message"), (proof, handshake) -> answer);
        FakeHandshake handshake = Lab.bearer("t");
        CompletableFuture<Void> admitted = lab.plugin.admit(handshake).toCompletableFuture();
        Lab.Connection first = lab.connect(new FakeHandshake("/"));
        CompletableFuture<Void> in = first.first("t").toCompletableFuture();

        lab.authentication.revoke("ann");
        answer.complete(Optional.of(Credential.of("ann")));

        assertThat(admitted).isCompleted();
        assertThat(lab.open(handshake).socket().actions()).containsExactly(closed("revoked"));
        assertThat(first.socket().actions()).containsExactly(closed("revoked"));
        assertThat(in).isNotDone();
    }

    @Test
    void leavesNothingBehind() {
        Lab lab = new Lab(Lab.settings());
        for (int i = 0; i < 100; i++) {
            end(lab, lab.connect("ann", MINUTE));
        }
        Lab.Connection last = lab.connect("bob", MINUTE);
        for (int i = 0; i < 100; i++) {
            end(lab, lab.connect("ann", MINUTE));
        }
        lab.advance(MINUTE.plus(TICK));
        assertThat(last.socket().actions()).containsExactly(closed("expired"));

        end(lab, last);
        lab.advance(TICK);
        assertThat(lab.loop.clock().timers()).isZero();
    }

    @Test
    void isRefusedWhenItHasExpiredOrIsNone() {
        Lab lab = new Lab(Lab.settings());
        String token = lab.tokens.issue("ann", MINUTE);
        lab.advance(MINUTE);

        assertThat(lab.refusal(Lab.bearer(token)).status()).isEqualTo(401);
        assertThat(lab.refusal(Lab.bearer("x")).status()).isEqualTo(401);
        assertThat(lab.refusal(Lab.bearer("x")).getMessage()).doesNotContain("x ");
        assertThat(lab.total("ws.auth.refused")).isEqualTo(3);
    }

    @Test
    void isNotAskedForWhereThePathIsOpen() {
        Lab lab = new Lab(Lab.settings());
        Lab.Connection connection = lab.connect(new FakeHandshake("/open"));

        assertThat(connection.watcher()).isSameAs(ConnectionWatcher.NONE);
        assertThat(connection.gate()).isNull();
        assertThat(lab.authentication.credential(connection.socket())).isEmpty();
    }

    // ---- by the first message

    @Test
    void isShownByTheFirstMessage() {
        Lab lab = new Lab(Lab.sources("bearer", "message"));
        Lab.Connection connection = lab.connect(new FakeHandshake("/"));
        assertThat(connection.gate().limit()).isEqualTo(8192);

        assertThat(connection.first(lab.tokens.issue("ann", MINUTE)).toCompletableFuture())
                .isCompleted();

        assertThat(connection.socket().handshake().principal().orElseThrow().getName())
                .isEqualTo("ann");
        lab.advance(Duration.ofSeconds(20));
        assertThat(connection.socket().actions()).isEmpty();
        lab.advance(MINUTE);
        assertThat(connection.socket().actions()).containsExactly(closed("expired"));
    }

    @Test
    void hasADeadline() {
        Lab lab = new Lab(Lab.sources("message"));
        Lab.Connection connection = lab.connect(new FakeHandshake("/"));

        lab.advance(Duration.ofMillis(9_950));
        assertThat(connection.socket().actions()).isEmpty();
        lab.advance(TICK.plusMillis(50));

        assertThat(connection.socket().actions()).containsExactly(closed("not authenticated in time"));
    }

    @Test
    void hasOneDeadlineForComingAndJudgement() {
        Lab lab = new Lab(Lab.sources("message"), (proof, handshake) -> new CompletableFuture<>());
        Lab.Connection connection = lab.connect(new FakeHandshake("/"));
        lab.advance(Duration.ofSeconds(9));
        connection.first("t");

        lab.advance(Duration.ofSeconds(1).plus(TICK));

        assertThat(connection.socket().actions()).containsExactly(closed("not authenticated in time"));
    }

    @Test
    void isNotAcceptedWhenItCameTooLate() {
        CompletableFuture<Optional<Credential>> answer = new CompletableFuture<>();
        Lab lab = new Lab(Lab.sources("message"), (proof, handshake) -> answer);
        Lab.Connection connection = lab.connect(new FakeHandshake("/"));
        CompletableFuture<Void> in = connection.first("t").toCompletableFuture();
        lab.advance(Duration.ofSeconds(11));

        answer.complete(Optional.of(Credential.of("ann")));
        lab.loop.runPending();

        assertThat(in).isNotDone();
        assertThat(connection.socket().handshake().principal()).isEmpty();
    }

    @Test
    void endsTheConnectionWhenTheFirstMessageIsWrong() {
        Lab lab = new Lab(Lab.sources("message"));
        Lab.Connection connection = lab.connect(new FakeHandshake("/"));

        assertThat(connection.first("x").toCompletableFuture()).isNotDone();

        assertThat(connection.socket().actions()).containsExactly(closed("not authenticated"));
    }

    @Test
    void failsWithItsAuthenticator() {
        Lab lab =
                new Lab(Lab.sources("bearer", "message"), (proof, handshake) -> switch (((Proof.Token) proof).value()) {
                    case "refused" -> CompletableFuture.failedFuture(new HandshakeRejected(429, "slowly"));
                    case "failed" -> CompletableFuture.failedFuture(new IllegalStateException("test"));
                    default -> CompletableFuture.completedFuture(null);
                });

        assertThat(lab.refusal(Lab.bearer("refused")).status()).isEqualTo(429);
        assertThat(lab.plugin.admit(Lab.bearer("failed")).toCompletableFuture()).isCompletedExceptionally();
        assertThat(lab.plugin.admit(Lab.bearer("null")).toCompletableFuture()).isCompletedExceptionally();
        Lab.Connection refused = lab.connect(new FakeHandshake("/"));
        assertThat(refused.first("refused").toCompletableFuture()).isNotDone();
        assertThat(refused.socket().actions()).containsExactly(closed("not authenticated"));
        for (String wrong : new String[] {"failed", "null"}) {
            assertThat(lab.connect(new FakeHandshake("/")).first(wrong).toCompletableFuture())
                    .isCompletedExceptionally();
        }
    }
}
