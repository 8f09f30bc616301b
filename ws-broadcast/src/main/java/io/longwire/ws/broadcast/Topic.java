package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;

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
     * As {@link #subscribe(WebSocket)}, with options: from a position, with a rendering. The {@linkplain Subscription#verdict verdict} says
     * what it gets; it is sent before anything else, then what was missed, then what comes.
     *
     * @throws SubscriptionRefused as {@link #subscribe(WebSocket)}
     * @throws IllegalArgumentException when the connection is one of another server or client
     */
    Subscription subscribe(WebSocket socket, SubscribeOptions how);

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

    /**
     * Publishes a message, and tells what became of it. With a history: it has its position, is kept and will be told to all subscribers
     * or be part of a gap they are told of. Without: it is on its way to who is subscribed.
     *
     * <p>While the backplane is away, what is to be kept waits for up to {@code queue-time} (5 s); what is not kept goes to the
     * subscribers of this node.
     *
     * @return fails with {@link PublishFailed}
     * @throws IllegalArgumentException when the connection that is left out is one of another server or client
     */
    CompletionStage<Published> publish(Message message, PublishOptions how);

    /**
     * The newest publications, of all nodes. Fails with {@link BackplaneAway} or what else befell the backplane.
     *
     * @param limit 1 or more
     * @throws IllegalStateException when the topic has no history
     */
    CompletionStage<History> history(int limit);

    /**
     * What was published after a position: all of it, or a {@link Verdict.Gap}.
     *
     * @param limit when it is more, the gap's reason is {@link Verdict.Reason#TOO_FAR}
     * @throws IllegalStateException when the topic has no history
     */
    CompletionStage<History> history(int limit, Position since);

    /**
     * Who is there, on all nodes; up to 10,000 of them, in no order.
     *
     * @throws IllegalStateException when the topic has no presence
     */
    CompletionStage<List<Present>> presence();

    /** What the topic is like. */
    TopicOptions options();

    /** How many connections of this node are subscribed. */
    int size();
}
