package io.longwire.ws.broadcast;

/**
 * What became of a publication.
 *
 * @param position where it stands in the history; {@link Position#NONE} for a topic without one
 * @param duplicate whether one with the same idempotency key was published before: it is that one's position, and this one
 *     went to nobody
 */
public record Published(Position position, boolean duplicate) {
    /** For a topic without a history. */
    public static final Published UNKEPT = new Published(Position.NONE, false);
}
