package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.MessageKind;
import java.nio.ByteBuffer;

/** What waits for a handler. Messages are copies, so that the loop's buffers go on to other connections. */
sealed interface Event {
    /** Delivered by {@code onOpen}. */
    record Opened() implements Event {}

    /** A message, or a part of one. */
    record Received(MessageKind kind, ByteBuffer payload, boolean ascii, boolean last) implements Event {
        /** What it counts against the inbound limits: its bytes and the object round them. */
        int cost() {
            return payload.capacity() + 64;
        }
    }

    /** Delivered by {@code onDrained}. */
    record Drained() implements Event {}

    /** Delivered by {@code onError} if there is a cause, and {@code onClose}. */
    record Ended(Closed how) implements Event {}
}
