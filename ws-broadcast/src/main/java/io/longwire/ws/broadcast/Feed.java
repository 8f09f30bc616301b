package io.longwire.ws.broadcast;

import io.longwire.ws.broadcast.spi.Stored;
import io.longwire.ws.broadcast.spi.Stretch;
import io.longwire.ws.broadcast.spi.Stretch.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes from the backplane for one topic that has subscribers here. It believes nothing that it is told: a publication goes on to
 * the {@link Roster} when it is the very next one. Otherwise, and after each time that the backplane was away, what is between is read
 * from the history, or its loss is told; what is heard meanwhile is held.
 *
 * <p>Everything here is done in {@link Turns}, one after the other.
 */
final class Feed {
    /** What is held beyond is dropped: it will be read. */
    private static final int MOST_HELD = 1024;

    final String topic;
    final Roster roster;
    private final Feeds feeds;
    private final boolean recoverable;
    private final Turns turns = new Turns();
    private final Marks marks = new Marks();
    private final Joining joining;
    private final List<Stored> held = new ArrayList<>();
    /** Where the roster is. */
    private @Nullable Position at;

    private boolean started;
    private boolean subscribed;
    private boolean filling;
    /** So many of those that are held came before the read was asked for: what it says holds for them. */
    private int settled;
    /** For topics without a history: something may have been missed. */
    private boolean missed;

    Feed(String topic, Roster roster, boolean recoverable, Feeds feeds) {
        this.topic = topic;
        this.roster = roster;
        this.recoverable = recoverable;
        this.feeds = feeds;
        joining = new Joining(this, feeds);
    }

    boolean recoverable() {
        return recoverable;
    }

    void join(Seat seat, @Nullable Position since) {
        turns.execute(() -> {
            joining.add(seat, since);
            if (!started) {
                started = true;
                feeds.want(this);
            }
            admit();
        });
    }

    void part(Seat seat) {
        turns.execute(() -> joining.remove(seat));
    }

    void close() {
        feeds.unwant(this);
    }

    /** The backplane is away. */
    void lost() {
        turns.execute(() -> {
            missed |= subscribed;
            subscribed = false;
        });
    }

    /** This node is subscribed, again or for the first time; for a topic without a history that is all there is to know. */
    void subscribed() {
        turns.execute(() -> {
            subscribed = true;
            if (missed) {
                missed = false;
                deliver(new Verdict.Gap(Position.NONE, Position.NONE, Verdict.Reason.UNKEPT));
            }
            at = Position.NONE;
            goOn();
        });
    }

    /** Where the topic stands, of which it is not known whether this node is subscribed. */
    void checked(Position top) {
        turns.execute(() -> {
            if (subscribed) {
                compare(top);
            }
        });
    }

    /** This node is subscribed, and the topic stood here afterwards. */
    void stood(Position top) {
        turns.execute(() -> {
            subscribed = true;
            compare(top);
        });
    }

    private void compare(Position top) {
        Position here = at;
        if (here == null) {
            reach(top);
            settled = held.size();
            goOn();
        } else if (here.offset() != top.offset() || !here.epoch().equals(top.epoch())) {
            fill();
        } else if (!filling) {
            goOn();
        }
    }

    void heard(Stored stored) {
        turns.execute(() -> {
            if (at == null || filling) {
                hold(stored);
            } else {
                process(stored);
            }
        });
    }

    /** Something that needs no backplane. */
    void tell(TopicEvent event, long except) {
        turns.execute(() -> roster.publish(event, except));
    }

    private void hold(Stored stored) {
        if (held.size() >= MOST_HELD) {
            held.clear();
            settled = 0;
        }
        held.add(stored);
    }

    private void process(Stored stored) {
        Position here = at;
        Position there = stored.position();
        if (!there.isKept()) {
            deliver(stored);
        } else if (here == null || !recoverable) {
            feeds.counts.strange().add(1);
        } else if (!there.epoch().equals(here.epoch())) {
            hold(stored);
            fill();
        } else if (there.offset() == here.offset() + 1 && roster.hasRoom()) {
            deliver(stored);
            reach(there);
        } else if (marks.known(there)) {
            feeds.counts.doubled().add(1);
        } else {
            hold(stored);
            fill();
        }
    }

    /** Reads what is between, and goes on with what is held. */
    private void fill() {
        if (!filling && at != null) {
            filling = true;
            read();
        }
    }

    private void read() {
        Position here = at;
        if (here == null) {
            return;
        }
        if (!roster.hasRoom()) {
            // A loop here lags: what it cannot take now is read when it can.
            feeds.soon(() -> turns.execute(this::read));
            return;
        }
        settled = held.size();
        feeds.broker()
                .recover(topic, here, feeds.settings.recoverLimit())
                .whenComplete((stretch, failure) -> turns.execute(() -> filled(stretch, failure)));
    }

    private void filled(@Nullable Stretch stretch, @Nullable Throwable failure) {
        Position here = at;
        if (failure != null || stretch == null || here == null) {
            filling = false;
            // When the backplane is back, all positions are looked at.
            if (feeds.isUp()) {
                feeds.soon(() -> turns.execute(this::fill));
            }
            return;
        }
        if (stretch.status() == Status.OK) {
            feeds.counts.filled().add(stretch.publications().size());
            for (Stored one : stretch.publications()) {
                deliver(one);
                reach(one.position());
            }
        } else {
            deliver(new Verdict.Gap(here, stretch.top(), reason(stretch.status())));
            feeds.counts.gaps().add(1);
            marks.clear();
            joining.broken();
            reach(stretch.top());
        }
        filling = false;
        goOn();
    }

    private void goOn() {
        List<Stored> next = List.copyOf(held);
        int known = Math.min(settled, next.size());
        held.clear();
        settled = 0;
        for (int i = 0; i < next.size(); i++) {
            Stored one = next.get(i);
            if (filling) {
                hold(one);
            } else if (i >= known || isNews(one.position())) {
                process(one);
            }
        }
        admit();
    }

    /** Of what came before the store said where it stands: whether it is not a part of that. */
    private boolean isNews(Position position) {
        Position here = at;
        return !position.isKept()
                || (here != null && position.epoch().equals(here.epoch()) && position.offset() > here.offset());
    }

    /** Lets in who waits, when it is known where this is. */
    void admit() {
        Position here = at;
        if (here != null && subscribed && !filling) {
            joining.admit(here);
        }
    }

    void inTurn(Runnable task) {
        turns.execute(task);
    }

    @Nullable
    Position position() {
        return at;
    }

    /** The store says that it stands elsewhere than where it is known to. */
    void doubt() {
        fill();
    }

    private void reach(Position position) {
        at = position;
        marks.add(position);
    }

    private void deliver(Stored stored) {
        Envelope.read(stored.data(), stored.position())
                .ifPresentOrElse(
                        envelope -> {
                            joining.heard(envelope);
                            roster.publish(envelope.event(), feeds.local(envelope.except()));
                        },
                        () -> feeds.counts.strange().add(1));
    }

    private void deliver(TopicEvent event) {
        roster.publish(event, Member.NOBODY);
    }

    static Verdict.Reason reason(Status status) {
        return switch (status) {
            case EPOCH -> Verdict.Reason.EPOCH;
            case AHEAD -> Verdict.Reason.AHEAD;
            case FORK -> Verdict.Reason.FORK;
            case TRIMMED -> Verdict.Reason.TRIMMED;
            case TOO_FAR -> Verdict.Reason.TOO_FAR;
            case OK -> throw new IllegalArgumentException("nothing is wrong");
        };
    }
}
