package io.longwire.ws.fuzz;

/** Where bytes are cut: short pieces mostly, the same for the same seed. */
final class Cuts {
    private static final int[] LONGEST = {1, 2, 5, 17, 130, 4096};

    private int state;

    Cuts(int seed) {
        this.state = seed * 0x9E3779B9 + 1;
    }

    /** The length of the next piece, 1 to {@code left}. */
    int next(int left) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        int longest = LONGEST[(state >>> 24) % LONGEST.length];
        return 1 + (state & 0x7FFFFF) % Math.min(longest, left);
    }
}
