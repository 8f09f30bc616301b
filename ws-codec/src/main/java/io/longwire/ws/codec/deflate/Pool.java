package io.longwire.ws.codec.deflate;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What the connections of one loop share: idle streams and the buffers of one step. Loop only. When the last connection leaves,
 * every idle stream is ended, so a server that has stopped holds no native memory.
 *
 * <p>There are two step buffers, because a handler may send, and so compress, a part that is still being inflated.
 */
final class Pool {
    /** Output is handed on in steps of this size, so a limit acts while a message inflates. */
    static final int STEP = 16 * 1024;

    private static final int IDLE_MAX = 4;

    private final Streams streams;
    private final Budget budget;
    private final byte[] inflated = new byte[STEP];
    private final byte[] deflated = new byte[STEP];
    private final ByteBuffer inflatedView = ByteBuffer.wrap(inflated);
    private final ByteBuffer deflatedView = ByteBuffer.wrap(deflated);
    private final Deque<Inflater> inflaters = new ArrayDeque<>();
    private final Map<Integer, Deque<Deflater>> deflaters = new HashMap<>();
    private int users;

    Pool(Streams streams, Budget budget) {
        this.streams = streams;
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    byte[] inflated() {
        return inflated;
    }

    ByteBuffer inflated(int count) {
        return inflatedView.limit(count).position(0);
    }

    byte[] deflated() {
        return deflated;
    }

    ByteBuffer deflated(int count) {
        return deflatedView.limit(count).position(0);
    }

    /** A stream as it is when new. */
    Inflater inflater() {
        Inflater idle = inflaters.poll();
        return idle == null ? streams.inflater() : idle;
    }

    void giveBack(Inflater inflater) {
        if (inflaters.size() == IDLE_MAX) {
            inflater.end();
            return;
        }
        inflater.reset();
        inflaters.push(inflater);
    }

    /** A stream as it is when new. */
    Deflater deflater(int level) {
        Deque<Deflater> idle = deflaters.get(level);
        return idle == null || idle.isEmpty() ? streams.deflater(level) : idle.pop();
    }

    void giveBack(int level, Deflater deflater) {
        Deque<Deflater> idle = deflaters.computeIfAbsent(level, any -> new ArrayDeque<>());
        if (idle.size() == IDLE_MAX) {
            deflater.end();
            return;
        }
        deflater.reset();
        idle.push(deflater);
    }

    void enter() {
        users++;
    }

    void leave() {
        if (--users == 0) {
            inflaters.forEach(Inflater::end);
            inflaters.clear();
            deflaters.values().forEach(idle -> idle.forEach(Deflater::end));
            deflaters.clear();
        }
    }
}
