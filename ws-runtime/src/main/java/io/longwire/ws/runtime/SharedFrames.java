package io.longwire.ws.runtime;

import io.longwire.ws.Message;
import io.longwire.ws.codec.FrameSink;
import io.longwire.ws.codec.MessageEncoder;
import java.nio.ByteBuffer;

/** The frames of a prepared message, encoded once for all connections whose encoders would make the same. */
final class SharedFrames implements FrameSink {
    /** The key of a server's connections without extensions: their frames depend on the message alone. */
    static final Object PLAIN = new Object();

    private static final int HEADER_ROOM = 512;

    private ByteBuffer frames;

    private SharedFrames(int size) {
        this.frames = ByteBuffer.allocate(size + HEADER_ROOM);
    }

    /** The frames, read-only; the buffer is shared, so only its absolute methods may be used. */
    static ByteBuffer of(Message message, Object key, MessageEncoder encoder) {
        return message.derived(key, plain -> {
            SharedFrames made = new SharedFrames(plain.size());
            encoder.message(plain.kind(), plain.payload(), made);
            return made.frames.flip().asReadOnlyBuffer();
        });
    }

    @Override
    public ByteBuffer room(int least) {
        if (frames.remaining() < least) {
            frames = ByteBuffer.allocate(frames.capacity() * 2 + least).put(frames.flip());
        }
        return frames;
    }

    @Override
    public void payload(ByteBuffer payload) {
        room(payload.remaining()).put(payload.duplicate());
    }
}
