package io.longwire.ws.broadcast;

/**
 * What a subscriber has of a topic: told once when it joins, before anything else, and again whenever something is lost. There is no
 * loss that is not told, but by {@link io.longwire.ws.Overflow#DROP_OLDEST} and {@link io.longwire.ws.Overflow#CONFLATE}, which a
 * subscriber chooses, and of a topic without a history.
 */
public sealed interface Verdict extends TopicEvent {
    /** From here on it gets everything: a position to come back with. {@link Position#NONE} for a topic without a history. */
    Position at();

    /** It joined without a position to go on from. */
    record Subscribed(Position at) implements Verdict {}

    /**
     * All that was published since its position follows, in order, before anything newer.
     *
     * @param at where it is after that
     * @param count how many publications follow
     */
    record Recovered(Position at, int count) implements Verdict {}

    /**
     * What was published between two positions is lost to it, none of it follows; it needs the state from elsewhere.
     *
     * @param from the last one that it has
     * @param at where it goes on
     */
    record Gap(Position from, Position at, Reason reason) implements Verdict {}

    /** Why there is a gap. */
    enum Reason {
        /** The position is of another epoch: the history was lost. */
        EPOCH,
        /** The position is after the top: what it saw was lost by the store, or it is made up. */
        AHEAD,
        /** The offset is another publication's now: what it saw was lost by the store. */
        FORK,
        /** Some of it is kept no more. */
        TRIMMED,
        /** It is more than {@code recover-limit} publications. */
        TOO_FAR,
        /** The subscriber's own overflow policy, {@link io.longwire.ws.Overflow#DROP_NEWEST}, dropped it. */
        OVERFLOW,
        /** The topic has no history, and there was a time in which publications of other nodes could not be heard. */
        UNKEPT
    }
}
