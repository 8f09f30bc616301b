package io.longwire.ws.examples.chat;

import io.longwire.ws.broadcast.Position;
import org.jspecify.annotations.Nullable;

/** What a client says to the server. The texts are as they were sent; the rooms judge them. */
sealed interface ClientMessage {
    /** The first message: who is there, and the last line that they have. */
    record Hello(
            String name, @Nullable String key, @Nullable Position since) implements ClientMessage {}

    /** Something to tell the room. */
    record Say(String text, @Nullable String ref) implements ClientMessage {}

    /** Another name from now on. */
    record Rename(String name) implements ClientMessage {}

    /** A question for the round-trip time. */
    record Ping(long n) implements ClientMessage {}
}
