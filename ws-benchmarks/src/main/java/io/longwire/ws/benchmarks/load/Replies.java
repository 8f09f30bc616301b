package io.longwire.ws.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads what a server sends on one connection, and compares it with what must come. */
final class Replies {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int LONGEST_HEAD = 10;

    private final Ring ring;
    private final boolean raw;
    private final @Nullable Inflater inflater;
    private final ByteBuffer plain;
    private final byte[] head = new byte[LONGEST_HEAD];
    private int headBytes;
    private boolean inPayload;
    private long left;
    private int opcode;
    private boolean fin;
    private int index;
    private int at;
    private int pings;

    Replies(Ring ring, Traffic traffic, boolean raw, ByteBuffer plain, int first) {
        this.ring = ring;
        this.raw = raw;
        this.inflater = traffic.deflate() && !raw ? new Inflater(true) : null;
        this.plain = plain;
        this.index = first;
        if (raw) {
            inPayload = true;
            fin = true;
            left = traffic.size();
        }
    }

    /**
     * Consumes what came.
     *
     * @return how many messages have ended in it
     * @throws WrongReply when a byte is another than it must be
     */
    int read(ByteBuffer bytes) throws WrongReply {
        int ended = 0;
        while (bytes.hasRemaining()) {
            if (!inPayload && !head(bytes)) {
                break;
            }
            int length = (int) Math.min(left, bytes.remaining());
            ByteBuffer part = bytes.slice(bytes.position(), length);
            bytes.position(bytes.position() + length);
            left -= length;
            if (opcode < 8) {
                payload(part);
            }
            if (left == 0) {
                ended += frameEnded();
            }
        }
        return ended;
    }

    private boolean head(ByteBuffer bytes) throws WrongReply {
        while (bytes.hasRemaining()) {
            head[headBytes++] = bytes.get();
            int code = headBytes < 2 ? 0 : head[1];
            int whole = code == 127 ? 10 : code == 126 ? 4 : 2;
            if (headBytes == whole) {
                begin(code);
                return true;
            }
        }
        return false;
    }

    private void begin(int code) throws WrongReply {
        ByteBuffer all = ByteBuffer.wrap(head);
        left = code == 127 ? all.getLong(2) : code == 126 ? all.getChar(2) : code;
        fin = head[0] < 0;
        opcode = head[0] & 15;
        if (code < 0 || opcode == 8) {
            throw new WrongReply(opcode == 8 ? "the server closed" : "the server masks");
        }
        headBytes = 0;
        inPayload = true;
    }

    private void payload(ByteBuffer part) throws WrongReply {
        if (inflater == null) {
            compare(part);
        } else {
            inflater.setInput(part);
            inflate(inflater);
        }
    }

    private void inflate(Inflater stream) throws WrongReply {
        try {
            while (stream.inflate(plain.clear()) > 0) {
                compare(plain.flip());
            }
        } catch (DataFormatException e) {
            throw new WrongReply("the server's compressed data is wrong: " + e.getMessage());
        }
    }

    private void compare(ByteBuffer part) throws WrongReply {
        ByteBuffer whole = ring.expected(index);
        int length = part.remaining();
        if (at + length > whole.limit() || !part.equals(whole.slice(at, length))) {
            throw new WrongReply("a wrong byte in message " + index + ", between " + at + " and " + (at + length));
        }
        at += length;
    }

    private int frameEnded() throws WrongReply {
        inPayload = false;
        if (opcode >= 8) {
            pings += opcode == 9 ? 1 : 0;
            return 0;
        }
        if (!fin) {
            return 0;
        }
        if (inflater != null) {
            inflater.setInput(TAIL);
            inflate(inflater);
        }
        if (at != ring.expected(index).limit()) {
            throw new WrongReply("a message is shorter than it was");
        }
        at = 0;
        index = (index + 1) % ring.count();
        if (raw) {
            inPayload = true;
            left = ring.expected(index).limit();
        }
        return 1;
    }

    /** How many Pings have come since this was asked. */
    int takePings() {
        int taken = pings;
        pings = 0;
        return taken;
    }

    void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
