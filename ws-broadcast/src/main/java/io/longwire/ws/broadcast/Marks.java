package io.longwire.ws.broadcast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last positions that a {@link Feed} was at. A publication with an offset that was seen is the same again only if its tag is; else a
 * store lost what was seen and gave its offsets to others.
 */
final class Marks {
    private static final int COUNT = 64;

    private final @Nullable Position[] last = new Position[COUNT];

    void add(Position position) {
        last[index(position)] = position;
    }

    boolean known(Position position) {
        return position.equals(last[index(position)]);
    }

    void clear() {
        Arrays.fill(last, null);
    }

    private static int index(Position position) {
        return (int) (position.offset() & (COUNT - 1));
    }
}
