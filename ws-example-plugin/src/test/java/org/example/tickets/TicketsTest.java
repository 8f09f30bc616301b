package org.example.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.testkit.FakeHandshake;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Who is admitted, on a loop whose time the test moves. */
class TicketsTest {
    private final ManualLoop loop = new ManualLoop();
    private final FakePluginContext context = new FakePluginContext(settings(), loop);
    private final Plugin plugin = new TicketsProvider().create(context);
    private final Tickets tickets = context.service(Tickets.class).orElseThrow();

    /** As in reference.conf, but on. */
    static MapSettings settings() {
        return new MapSettings()
                .with("enabled", true)
                .with("open-paths", List.of("/open"))
                .with("lifetime", Duration.ofSeconds(30))
                .with("waiting", 3);
    }

    @Test
    void aTicketAdmitsOnceAndSaysWhoItIs() {
        String ticket = tickets.issue("Ada");
        FakeHandshake handshake = with(ticket);
        assertThat(status(handshake)).isZero();
        assertThat(handshake.principal().map(Principal::getName)).contains("Ada");
        assertThat(status(with(ticket))).isEqualTo(401);
    }

    @Test
    void aTicketIsGoodForItsLifetime() {
        String ticket = tickets.issue("Ada");
        String other = tickets.issue("Ben");
        loop.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(status(with(ticket))).isZero();
        loop.advance(Duration.ofNanos(1));
        assertThat(status(with(other))).isEqualTo(401);
    }

    @Test
    void withoutATicketOnlyTheOpenPathsAreThere() {
        assertThat(status(new FakeHandshake("/room"))).isEqualTo(401);
        assertThat(status(with("made-up"))).isEqualTo(401);
        assertThat(status(new FakeHandshake("/open"))).isZero();
        assertThat(context.meter().count("tickets.refused")).isEqualTo(2);
    }

    @Test
    void theOldestTicketMakesRoomForANewOne() {
        String first = tickets.issue("1");
        List<String> later = List.of(tickets.issue("2"), tickets.issue("3"), tickets.issue("4"));
        assertThat(status(with(first))).isEqualTo(401);
        assertThat(later).allMatch(ticket -> status(with(ticket)) == 0);
    }

    private static FakeHandshake with(String ticket) {
        return new FakeHandshake("/room").withQuery("ticket=" + ticket);
    }

    /** The status of the refusal, 0 for none. */
    private int status(FakeHandshake handshake) {
        try {
            plugin.admit(handshake).toCompletableFuture().join();
            return 0;
        } catch (CompletionException e) {
            return Optional.of(e.getCause())
                    .map(HandshakeRejected.class::cast)
                    .map(HandshakeRejected::status)
                    .orElseThrow();
        }
    }
}
