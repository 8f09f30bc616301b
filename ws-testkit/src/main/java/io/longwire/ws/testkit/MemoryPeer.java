package io.longwire.ws.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A test's own end of a connection on a {@link MemoryNetwork}: it writes bytes and reads what came out. It does nothing by
 * itself, so a peer that does not read lets its {@link #capacity} fill. Nothing here drives the loops.
 */
public final class MemoryPeer {
    private final Pipe in;
    private final Pipe out;

    MemoryPeer(MemoryNetwork.Half half) {
        in = half.in();
        out = half.out();
    }

    /** Writes bytes, as one write, whatever the capacity; nobody sees them when the other end has closed. */
    public MemoryPeer write(byte[] bytes) {
        out.append(ByteBuffer.wrap(bytes.clone()));
        return this;
    }

    /** As {@link #write(byte[])} for {@link Hex} digits. */
    public MemoryPeer write(String hex) {
        return write(Hex.bytes(hex));
    }

    /** Reads all that has come out since the last time; empty for nothing. */
    public byte[] read() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (in.size() > 0) {
            all.writeBytes(in.take(Chunking.together()));
        }
        return all.toByteArray();
    }

    /** As {@link #read}, as {@link Hex} digits. */
    public String readHex() {
        return Hex.of(read());
    }

    /** How many bytes have come out that were not read. */
    public int available() {
        return in.size();
    }

    /**
     * Sets how many bytes that were not read yet the direction to this peer holds.
     *
     * @param bytes 0 or more; with 0 nothing more is taken
     */
    public MemoryPeer capacity(int bytes) {
        in.capacity(bytes);
        return this;
    }

    /** Ends this peer's output; it can still read. */
    public void end() {
        out.end();
    }

    /** Closes this end: the other one sees the end of the stream, and fails when it writes. */
    public void close() {
        out.end();
        in.abandon();
    }

    /** Resets the connection. */
    public void reset() {
        out.reset();
        in.abandon();
    }

    /** Whether the other end has ended its output, and all that came before was read. */
    public boolean isEnded() {
        return in.isEnded();
    }

    /** Whether the other end has reset the connection, and all that came before was read. */
    public boolean isReset() {
        return in.isReset();
    }

    /** Whether the other end has closed, by whatever means: it reads no more. */
    public boolean isClosed() {
        return out.isAbandoned();
    }

    @Override
    public String toString() {
        return "MemoryPeer[" + available() + " bytes to read"
                + (isEnded() ? ", ended" : "")
                + (isReset() ? ", reset" : "")
                + (isClosed() ? ", closed]" : "]");
    }
}
