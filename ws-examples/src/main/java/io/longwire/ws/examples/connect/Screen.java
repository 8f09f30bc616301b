package io.longwire.ws.examples.connect;

import java.nio.ByteBuffer;

/** Where a client shows what it gets. Any thread. */
interface Screen extends AutoCloseable {
    /** A text message that arrived. */
    void text(String text);

    /** A binary message that arrived; the buffer is borrowed. */
    void binary(ByteBuffer data);

    /** Something about the connection. */
    void note(String sentence);

    /** Gives the terminal back. */
    @Override
    void close();
}
