package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;

/** A name to which messages are published, for all who subscribed. Any thread; nothing blocks. */
public interface Topic {
    /** The name. */
    String name();

    /**
     * Adds a connection. Every publication that begins after this call returned is sent to it, those of this thread and of
     * any other. It ends with {@link Subscription#unsubscribe}, or with the connection.
     *
     * <p>When too much waits for the connection, its own policy says what happens to a publication; {@link
     * Overflow#BLOCK} counts as {@link Overflow#DISCONNECT} here.
     *
     * @return the subscription; the one there is when the connection is subscribed already; one that is over when the
     *     connection has ended
     * @throws SubscriptionRefused when the connection has too many topics, or the topic too many subscribers
     * @throws IllegalArgumentException when the connection is one of another server or client
     */
    Subscription subscribe(WebSocket socket);

    /**
     * As {@link #subscribe(WebSocket)}, with a policy of its own for when too much waits. For {@link
     * Overflow#CONFLATE} the key comes with the publication, see {@link Message#conflatedBy}. The counts of what
     * was not delivered are the engine's: {@code ws.outbound.dropped}.
     *
     * @throws IllegalArgumentException when the policy is to block: publications are sent on event loops; or as {@link
     *     #subscribe(WebSocket)}
     */
    Subscription subscribe(WebSocket socket, Overflow overflow);

    /**
     * Takes a connection out. No publication that begins after this call returned is sent to it; those before it are.
     *
     * @return false when it was not subscribed
     * @throws IllegalArgumentException when the connection is one of another server or client
     */
    boolean unsubscribe(WebSocket socket);

    /**
     * Publishes a message to all subscribers.
     *
     * @return false when more waits for an event loop than {@code max-pending} (16 MiB) allows: nobody gets the message
     */
    boolean publish(Message message);

    /**
     * Publishes a message to all subscribers but one, for example the one it came from.
     *
     * @param except left out; it need not be a subscriber
     * @return as {@link #publish(Message)}
     * @throws IllegalArgumentException when the connection is one of another server or client
     */
    boolean publish(Message message, WebSocket except);

    /** How many connections are subscribed. */
    int size();
}
