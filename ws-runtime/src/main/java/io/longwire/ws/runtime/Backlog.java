package io.longwire.ws.runtime;

import io.longwire.ws.spi.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The bytes of frames that were begun and that the socket refused. Own bytes lie in blocks of the loop; the rest of a shared
 * frame is held by reference.
 */
final class Backlog {
    private static final int BLOCK = 4 * 1024;

    /** A run of bytes from {@code position} to {@code end}. */
    private static final class Piece {
        final ByteBuffer bytes;
        final boolean shared;
        int sent;

        Piece(ByteBuffer bytes, boolean shared, int sent) {
            this.bytes = bytes;
            this.shared = shared;
            this.sent = sent;
        }

        int end() {
            return shared ? bytes.limit() : bytes.position();
        }
    }

    private final LoopBuffers buffers;
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>(2);

    Backlog(LoopBuffers buffers) {
        this.buffers = buffers;
    }

    long size() {
        long size = 0;
        for (Piece piece : pieces) {
            size += piece.end() - piece.sent;
        }
        return size;
    }

    void add(ByteBuffer source, int from, int end, boolean byReference) {
        if (byReference) {
            pieces.add(new Piece(source.duplicate().limit(end), true, from));
            return;
        }
        ByteBuffer block = room(Math.max(end - from, 1));
        int at = block.position();
        block.put(at, source, from, end - from).position(at + end - from);
    }

    /** A block with room at the end of what waits. */
    ByteBuffer room(int least) {
        Piece last = pieces.peekLast();
        if (last == null || last.shared || last.bytes.remaining() < least) {
            last = new Piece(buffers.take(Math.max(least, BLOCK)).clear(), false, 0);
            pieces.add(last);
        }
        return last.bytes;
    }

    /** Writes until the socket refuses; the bytes that it took. */
    long writeTo(Wire wire) {
        long taken = 0;
        for (Piece piece = pieces.peek(); piece != null; piece = pieces.peek()) {
            ByteBuffer rest = piece.bytes.duplicate().limit(piece.end()).position(piece.sent);
            int before = rest.remaining();
            wire.write(rest);
            taken += before - rest.remaining();
            if (rest.hasRemaining()) {
                piece.sent = rest.position();
                return taken;
            }
            pieces.remove();
            give(piece);
        }
        return taken;
    }

    void release() {
        pieces.forEach(this::give);
        pieces.clear();
    }

    private void give(Piece piece) {
        if (!piece.shared) {
            buffers.give(piece.bytes);
        }
    }
}
