package org.example.tickets;

import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.Plugin;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks at the ticket of each handshake. */
final class Admission implements Plugin {
    private record Holder(String name) implements java.security.Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    private final TicketSettings settings;
    private final TicketBox box;
    private final Meter.Counter admitted;
    private final Meter.Counter refused;

    Admission(TicketSettings settings, TicketBox box, Meter meter) {
        this.settings = settings;
        this.box = box;
        this.admitted = meter.counter("tickets.admitted");
        this.refused = meter.counter("tickets.refused");
    }

    /** On the connection's loop: a look into a map. What has to ask another machine returns a stage that completes later. */
    @Override
    public CompletionStage<Void> admit(Handshake handshake) {
        if (settings.openPaths().contains(handshake.path())) {
            return Plugin.super.admit(handshake);
        }
        Optional<String> name = handshake.query("ticket").flatMap(box::redeem);
        if (name.isEmpty()) {
            refused.add(1);
            return CompletableFuture.failedFuture(new HandshakeRejected(401, "no valid ticket"));
        }
        admitted.add(1);
        handshake.principal(new Holder(name.get()));
        return Plugin.super.admit(handshake);
    }
}
