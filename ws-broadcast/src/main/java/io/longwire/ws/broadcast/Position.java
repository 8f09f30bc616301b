package io.longwire.ws.broadcast;

import java.util.Optional;

/**
 * A place in the history of a topic: after the publication of this offset. A client that keeps the position of the last
 * publication it saw can say where it wants to go on.
 *
 * @param epoch names one unbroken count of offsets; it changes when the history was lost, and offsets of two epochs have
 *     nothing to do with each other; empty for a publication that is not kept
 * @param offset counts publications from 1; 0 is before the first
 * @param tag what the publication of this offset was marked with, so that a history which lost it and gave its offset to
 *     another is found out; empty when it is not known
 */
public record Position(String epoch, long offset, String tag) {
    /** Of a publication that is not kept. */
    public static final Position NONE = new Position("", 0, "");

    private static final int LONGEST = 200;
    /** So many digits fit a long. */
    private static final int LONGEST_OFFSET = 18;

    /** A position without a tag. */
    public Position(String epoch, long offset) {
        this(epoch, offset, "");
    }

    /** Whether there is a history that this is a place of. */
    public boolean isKept() {
        return !epoch.isEmpty();
    }

    /** As text for a client to keep: {@code offset.epoch.tag}, with letters, digits, {@code -} and {@code _}. */
    public String text() {
        return offset + "." + epoch + "." + tag;
    }

    /** What {@link #text} made; empty for anything else, whoever sent it. */
    public static Optional<Position> of(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > LONGEST || first < 1 || first > LONGEST_OFFSET || second < 0) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (i != first && i != second && !isPlain(text.charAt(i), i < first)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Position(
                text.substring(first + 1, second),
                Long.parseLong(text.substring(0, first)),
                text.substring(second + 1)));
    }

    private static boolean isPlain(char c, boolean digitsAlone) {
        boolean digit = c >= '0' && c <= '9';
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        return digit || (letter && !digitsAlone);
    }
}
