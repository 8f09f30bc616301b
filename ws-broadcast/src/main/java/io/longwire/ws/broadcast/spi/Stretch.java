package io.longwire.ws.broadcast.spi;

import io.longwire.ws.broadcast.Position;
import java.util.List;

/**
 * A part of a history.
 *
 * @param status whether what was asked for can be told whole
 * @param top where the topic stands now, with its tag if there is one
 * @param publications with {@link Status#OK} those asked for, without a hole, up to {@code top}; otherwise none
 */
public record Stretch(Status status, Position top, List<Stored> publications) {
    /** What became of a wish to recover. */
    public enum Status {
        /** Here it is. */
        OK,
        /** The position is of another epoch. */
        EPOCH,
        /** The position is after the top: what it saw was lost, or it is made up. */
        AHEAD,
        /** The offset is another publication's now: what the position saw was lost. */
        FORK,
        /** Some of it is kept no more. */
        TRIMMED,
        /** It is more than the limit. */
        TOO_FAR
    }

    /** No publications, and why. */
    public static Stretch failed(Status status, Position top) {
        return new Stretch(status, top, List.of());
    }
}
