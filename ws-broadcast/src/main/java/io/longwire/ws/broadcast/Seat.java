package io.longwire.ws.broadcast;

/** A {@link Member} in a {@link Roster}. */
final class Seat implements Subscription {
    final Member member;
    final Roster roster;
    /** Where it stands in its {@link Seats}; the loop's alone. */
    int index;

    Seat(Member member, Roster roster) {
        this.member = member;
        this.roster = roster;
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
