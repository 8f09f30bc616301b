package org.example.tickets;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The tickets that were issued and not used, the oldest first. */
final class TicketBox implements Tickets {
    private static final int BYTES = 18;

    private record Ticket(String name, long issuedAt) {}

    private final TicketSettings settings;
    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();

    TicketBox(TicketSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    @Override
    public String issue(String name) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().encodeToString(bytes);
        synchronized (tickets) {
            dropOld(settings.waiting() - 1);
            tickets.put(ticket, new Ticket(name, nanoTime.getAsLong()));
        }
        return ticket;
    }

    /** Takes a ticket out: the name it was issued for; empty when it is unknown, used or too old. */
    Optional<String> redeem(String ticket) {
        synchronized (tickets) {
            dropOld(settings.waiting());
            return Optional.ofNullable(tickets.remove(ticket)).map(Ticket::name);
        }
    }

    int waiting() {
        synchronized (tickets) {
            return tickets.size();
        }
    }

    private void dropOld(int most) {
        long now = nanoTime.getAsLong();
        Iterator<Ticket> oldest = tickets.values().iterator();
        while (oldest.hasNext()) {
            boolean tooOld =
                    now - oldest.next().issuedAt() >= settings.lifetime().toNanos();
            if (!tooOld && tickets.size() <= most) {
                return;
            }
            oldest.remove();
        }
    }
}
