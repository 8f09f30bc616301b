package io.longwire.ws.broadcast.spi;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The nodes. */
public interface Cluster {
    /** The nodes that live, this one among them. */
    CompletionStage<Set<String>> nodes();

    /** Sends something to all other nodes that can be reached now. The buffer is not changed afterwards. */
    CompletionStage<Void> send(ByteBuffer message);
}
