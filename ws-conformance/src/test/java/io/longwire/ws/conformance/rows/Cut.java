package io.longwire.ws.conformance.rows;

import java.util.List;
import java.util.Random;

/** How a peer's bytes are cut into writes. */
enum Cut {
    WHOLE,
    BYTE_BY_BYTE,
    ANYWHERE;

    /** All ways in a full run, else one that the row's number draws. */
    static List<Cut> of(int row) {
        return Rows.FULL ? List.of(values()) : List.of(values()[new Random(row).nextInt(values().length)]);
    }

    /** The size of the next write. */
    int next(int left, Random random) {
        return switch (this) {
            case WHOLE -> left;
            case BYTE_BY_BYTE -> 1;
            case ANYWHERE -> Math.min(left, 1 + random.nextInt(1 << random.nextInt(12)));
        };
    }
}
