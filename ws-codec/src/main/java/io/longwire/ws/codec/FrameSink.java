package io.longwire.ws.codec;

import java.nio.ByteBuffer;

/** Where encoded bytes go, in the order of the calls. */
public interface FrameSink {
    /** The most bytes that {@link #room} is asked for. */
    int MAX_ROOM = 512;

    /**
     * A place to write to. What has been put into it counts as written with the next call to this sink, or when the encoder
     * returns.
     *
     * @param bytes how many there must be room for, at most {@link #MAX_ROOM}; if there is more, the encoder may fill it
     * @return big endian, its position where writing goes on
     */
    ByteBuffer room(int bytes);

    /**
     * Bytes that follow what was put into {@link #room}.
     *
     * @param bytes borrowed: copied or written before the call returns. They must not be changed; the position may move
     */
    void payload(ByteBuffer bytes);
}
