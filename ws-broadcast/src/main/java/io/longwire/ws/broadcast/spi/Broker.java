package io.longwire.ws.broadcast.spi;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Published;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Publications and their history. Names of topics are any text without control characters; a broker gives them no meaning. */
public interface Broker {
    /**
     * Publishes: in one step, as seen from all nodes, it is given the next offset, kept, and told to those who are subscribed. With a
     * key that was used before, within its time, nothing is done.
     */
    CompletionStage<Published> publish(Outgoing publication);

    /** Completes when this node is subscribed: what is published afterwards is told to it. Any number of topics. */
    CompletionStage<Void> subscribe(List<String> topics);

    /** Ends subscriptions; soon, not at once. Any number of topics. */
    CompletionStage<Void> unsubscribe(List<String> topics);

    /**
     * What was published after a position: all of it or nothing.
     *
     * @param since where to begin; its tag is compared when it has one
     * @param limit the most publications, 1 or more
     */
    CompletionStage<Stretch> recover(String topic, Position since, int limit);

    /** The newest publications that are kept, the oldest of them first. {@link Stretch.Status#OK} always. */
    CompletionStage<Stretch> newest(String topic, int limit);

    /**
     * Where topics stand, in the order of the names. A topic that has no epoch is given one: a position is always a place to
     * recover from.
     */
    CompletionStage<List<Position>> positions(List<String> topics);
}
