package io.longwire.ws.broadcast;

import io.longwire.ws.broadcast.spi.Stored;
import io.longwire.ws.broadcast.spi.Stretch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to join a {@link Feed}, in its turns. However many go on from a position at once, one read of the history serves them
 * all, and with nodes elsewhere there are at most ten of them in a second.
 */
final class Joining {
    private record Joiner(Seat seat, @Nullable Position since) {}

    private final Feed feed;
    private final Feeds feeds;
    private final Map<Seat, Joiner> waiting = new LinkedHashMap<>();
    /** What was delivered while a read was under way. */
    private final List<Publication> meanwhile = new ArrayList<>();

    private boolean reading;
    private boolean broken;
    private boolean resting;

    Joining(Feed feed, Feeds feeds) {
        this.feed = feed;
        this.feeds = feeds;
    }

    void add(Seat seat, @Nullable Position since) {
        waiting.put(seat, new Joiner(seat, since));
    }

    /** It has left, and may have done so long before it could be let in. */
    void remove(Seat seat) {
        waiting.remove(seat);
    }

    void heard(Envelope envelope) {
        Publication publication = envelope.publication();
        if (reading && publication != null && publication.position().isKept()) {
            meanwhile.add(publication);
        }
    }

    /** Lets those in who need no read, and reads for the others. */
    void admit(Position at) {
        waiting.values().removeIf(one -> admitted(one, at));
        if (!waiting.isEmpty() && !reading && !resting) {
            reading = true;
            feeds.broker()
                    .newest(feed.topic, feeds.settings.recoverLimit() + 1)
                    .whenComplete((stretch, failure) -> feed.inTurn(() -> read(stretch, at)));
        }
    }

    private boolean admitted(Joiner joiner, Position at) {
        Position since = joiner.since;
        if (since == null || !feed.recoverable()) {
            return greet(joiner, new Verdict.Subscribed(at), List.of());
        } else if (!since.epoch().equals(at.epoch()) || since.offset() < 0) {
            return gap(joiner, since, at, Verdict.Reason.EPOCH);
        } else if (since.offset() > at.offset()) {
            return gap(joiner, since, at, Verdict.Reason.AHEAD);
        } else if (since.offset() == at.offset() && isFork(since, at)) {
            return gap(joiner, since, at, Verdict.Reason.FORK);
        } else if (since.offset() == at.offset()) {
            return greet(joiner, new Verdict.Recovered(at, 0), List.of());
        } else if (at.offset() - since.offset() > feeds.settings.recoverLimit()) {
            return gap(joiner, since, at, Verdict.Reason.TOO_FAR);
        }
        return false;
    }

    /** The feed went on behind a gap: what is being read does not lead up to where it is. */
    void broken() {
        broken = reading;
    }

    private void read(@Nullable Stretch stretch, Position asked) {
        List<Told> missed = new ArrayList<>();
        Position at = feed.position();
        boolean whole = stretch != null && at != null && !broken;
        reading = false;
        broken = false;
        rest();
        if (!whole || stretch == null || at == null) {
            meanwhile.clear();
            if (stretch != null || feeds.isUp()) {
                feeds.soon(() -> feed.inTurn(feed::admit));
            }
            return;
        }
        long first = collect(stretch, at, missed);
        meanwhile.clear();
        if (!stretch.top().epoch().equals(asked.epoch()) || stretch.top().offset() < asked.offset()) {
            feed.doubt();
            return;
        }
        waiting.values().removeIf(one -> admitted(one, at) || recovered(one, missed, first, at));
    }

    /** What was read, for all who wait, and what came since, up to where the feed is, without a hole; returns the offset of the first. */
    private long collect(Stretch stretch, Position at, List<Told> into) {
        long last = 0;
        for (Stored one : stretch.publications()) {
            if (one.position().offset() <= at.offset()) {
                last = one.position().offset();
                Envelope.read(one.data(), one.position())
                        .map(Envelope::publication)
                        .map(Told::new)
                        .ifPresent(into::add);
            }
        }
        long first = last == 0
                ? at.offset() + 1
                : stretch.publications().get(0).position().offset();
        for (Publication one : meanwhile) {
            if (one.position().offset() > last) {
                first = Math.min(first, one.position().offset());
                into.add(new Told(one));
            }
        }
        return first;
    }

    private boolean recovered(Joiner joiner, List<Told> all, long first, Position at) {
        Position since = joiner.since;
        if (since == null) {
            return false;
        }
        int from = 0;
        while (from < all.size() && all.get(from).position().offset() <= since.offset()) {
            from++;
        }
        if (from > 0 && isFork(since, all.get(from - 1).position())) {
            return gap(joiner, since, at, Verdict.Reason.FORK);
        } else if (since.offset() + 1 < first) {
            return gap(joiner, since, at, Verdict.Reason.TRIMMED);
        }
        List<Told> missed = all.subList(from, all.size());
        return greet(joiner, new Verdict.Recovered(at, missed.size()), missed);
    }

    private static boolean isFork(Position since, Position known) {
        return since.offset() == known.offset()
                && !since.tag().isEmpty()
                && !known.tag().isEmpty()
                && !since.tag().equals(known.tag());
    }

    private boolean gap(Joiner joiner, Position since, Position at, Verdict.Reason reason) {
        feeds.counts.gaps().add(1);
        return greet(joiner, new Verdict.Gap(since, at, reason), List.of());
    }

    private boolean greet(Joiner joiner, Verdict verdict, List<Told> missed) {
        List<Told> greeting = new ArrayList<>(1 + missed.size());
        greeting.add(new Told(verdict));
        greeting.addAll(missed);
        feed.roster.admit(joiner.seat, greeting);
        return true;
    }

    private void rest() {
        if (feeds.shared()) {
            resting = true;
            feeds.soon(() -> feed.inTurn(() -> {
                resting = false;
                feed.admit();
            }));
        }
    }
}
