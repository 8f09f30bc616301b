package io.longwire.ws.broadcast.spi;

import io.longwire.ws.broadcast.Present;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who is present where. What a node said holds for as long as the node lives; one that died is forgotten within 60 s. */
public interface Registry {
    /** A connection of this node is present. Saying it twice replaces what was said. True when it was not present before. */
    CompletionStage<Boolean> enter(String topic, Present member);

    /** A connection of this node is present no more. True when it was. */
    CompletionStage<Boolean> leave(String topic, String connection);

    /** Who is present, of all nodes that live, in no order; at most so many. */
    CompletionStage<List<Present>> present(String topic, int limit);
}
