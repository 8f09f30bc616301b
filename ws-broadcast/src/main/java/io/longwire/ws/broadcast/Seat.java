package io.longwire.ws.broadcast;

import io.longwire.ws.Overflow;

/** A {@link Member} in a {@link Roster}. */
final class Seat implements Subscription {
    final Member member;
    final Roster roster;
    /** What happens to a publication when too much waits for the member. */
    final Overflow overflow;
    /** Where it stands in its {@link Seats}; the loop's alone. */
    int index;

    Seat(Member member, Roster roster, Overflow overflow) {
        this.member = member;
        this.roster = roster;
        this.overflow = overflow;
    }

    @Override
    public String topic() {
        return roster.topic;
    }

    @Override
    public boolean isActive() {
        return member.holds(this);
    }

    @Override
    public void unsubscribe() {
        member.unsubscribe(this);
    }
}
