package io.longwire.ws.spi;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * The transport's end of one connection.
 *
 * <p>Laws, each tested by {@code TransportContract}:
 *
 * <ul>
 *   <li>A wire lives on one loop. Methods are for that loop unless they say otherwise.
 *   <li><em>No re-entrance</em>: no method calls the {@link Receiver} before it returned. A write that fails posts {@link
 *       Receiver#onClosed}.
 *   <li>{@code onClosed} comes once and last; after it every method does nothing and says nothing.
 *   <li>{@link #write} never blocks. When it leaves bytes, {@link Receiver#onWritable} follows when the socket takes more.
 *   <li>What {@code write} consumes the socket has taken, and nothing else: a write that fails leaves its bytes, and so does
 *       each one after it, after {@link #shutdownOutput} and after the end. No {@code onWritable} follows these. A layer that
 *       encrypts cannot give back what is encrypted; it leaves at least the last byte, until the ciphertext is taken.
 *   <li>After {@code readable(false)} took effect on the loop there is no {@code onBytes} until {@code readable(true)}; a
 *       read that was under way is held until then.
 *   <li>After {@link Receiver#onEnd} writing is still possible.
 *   <li>What was taken by {@code write} is sent in order, before {@link #shutdownOutput} and {@link #close}.
 * </ul>
 */
public interface Wire {
    /** The loop this wire lives on, for its whole life. Any thread. */
    Loop loop();

    /** This side's address. Any thread. */
    SocketAddress local();

    /** The peer's address. Any thread. */
    SocketAddress remote();

    /**
     * Writes what the socket takes and leaves the rest in the buffer; then {@link Receiver#onWritable} follows, or the end
     * of the wire. The buffer is borrowed.
     */
    void write(ByteBuffer bytes);

    /** As {@link #write(ByteBuffer)} for two buffers in order, in one system call. */
    void write(ByteBuffer head, ByteBuffer body);

    /** Stops (false) or goes on (true) reading: back-pressure. Any thread; on the loop it takes effect at once. */
    void readable(boolean enabled);

    /** Sets {@code TCP_NODELAY} where the socket has it. */
    void noDelay(boolean on);

    /** Hands the connection over: from the next callback on, {@code next} is called instead of the receiver so far. */
    void attach(Receiver next);

    /** Ends the output: the peer sees the end of the stream after what was written. Reading goes on. */
    void shutdownOutput();

    /** Ends the connection; {@code onClosed(null)} follows. Any thread. */
    void close();

    /** Ends the connection by a TCP reset where the socket has it; {@code onClosed(null)} follows. Any thread. */
    void reset();
}
