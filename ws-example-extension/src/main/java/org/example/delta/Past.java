package org.example.delta;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The message before and, while it is sent or received, the one that will be it next: of each the first bytes, as many as the
 * window holds. No memory is taken before there are messages.
 */
final class Past {
    private static final byte[] NONE = {};

    private final int window;
    private byte[] before = NONE;
    private byte[] now = NONE;
    private int beforeSize;
    private int nowSize;

    Past(int window) {
        this.window = window;
    }

    /** How much is known of the message before. */
    int size() {
        return beforeSize;
    }

    byte at(int position) {
        return before[position];
    }

    /** Some bytes of the message before. */
    ByteBuffer slice(int from, int count) {
        return ByteBuffer.wrap(before, from, count).slice().asReadOnlyBuffer();
    }

    /** These bytes come next in the message of now. The position is left alone. */
    void remember(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), window - nowSize);
        if (count > 0) {
            if (now.length < nowSize + count) {
                now = Arrays.copyOf(now, Math.min(window, Math.max(64, 2 * (nowSize + count))));
            }
            bytes.get(bytes.position(), now, nowSize, count);
            nowSize += count;
        }
    }

    /** The message of now is the one before from here on. */
    void turn() {
        byte[] free = before;
        before = now;
        beforeSize = nowSize;
        now = free;
        nowSize = 0;
    }
}
