package io.longwire.ws.broadcast;

import io.longwire.ws.Overflow;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A {@link Member} in a {@link Roster}. */
final class Seat implements Subscription {
    final Member member;
    final Roster roster;
    /** What happens to a publication when too much waits for the member. */
    final Overflow overflow;

    final @Nullable Rendering rendering;
    private final CompletableFuture<Verdict> verdict;
    /** Whether it is in the list of its loop, or on the way there; guarded by the {@link Roster}. */
    boolean admitted;
    /** Guarded by the {@link Roster}. */
    boolean left;
    /** Where it stands in its {@link Seats}; the loop's alone, as what follows. */
    int index;
    /** Of the last publication that was sent; {@link Position#NONE} when none was that is kept. */
    Position at = Position.NONE;
    /** Whether its policy has dropped one after that. */
    boolean dropped;

    Seat(Member member, Roster roster, Overflow overflow, @Nullable Rendering rendering) {
        this.member = member;
        this.roster = roster;
        this.overflow = overflow;
        this.rendering = rendering;
        verdict = roster.feed == null ? Roster.AT_ONCE : new CompletableFuture<>();
    }

    @Override
    public String topic() {
        return roster.topic;
    }

    @Override
    public CompletionStage<Verdict> verdict() {
        return verdict.minimalCompletionStage();
    }

    void told(Verdict told) {
        verdict.complete(told);
    }

    /** It has left; nobody will be told any more. */
    void over() {
        verdict.cancel(false);
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
