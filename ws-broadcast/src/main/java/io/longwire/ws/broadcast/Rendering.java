package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import org.jspecify.annotations.Nullable;

/**
 * How the events of a topic look to a kind of client: for example as JSON with the offset, which a client keeps. Called on event loops,
 * for each event once, or once on each loop when they ask at the same moment, and never once for each subscriber; it must not block. One
 * object for all subscribers of the kind:
 * what it returns is shared among them.
 */
@FunctionalInterface
public interface Rendering {
    /** The message that is sent, null for none. An exception ends the connection with code 1011. */
    @Nullable
    Message render(TopicEvent event);
}
