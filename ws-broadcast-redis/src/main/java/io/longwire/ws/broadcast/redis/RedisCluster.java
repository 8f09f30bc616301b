package io.longwire.ws.broadcast.redis;

import io.longwire.ws.broadcast.spi.Cluster;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes, by their leases. */
final class RedisCluster implements Cluster {
    private final Link link;

    RedisCluster(Link link) {
        this.link = link;
    }

    @Override
    public CompletionStage<Set<String>> nodes() {
        return incarnations("live")
                .thenApply(all -> all.stream()
                        .map(one -> one.substring(0, one.lastIndexOf('.')))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
        return link.ask(redis -> redis.publish(link.keys.control(), framed(message)))
                .<@Nullable Void>thenApply(heard -> null);
    }

    /** @param which {@code live} or {@code dead} */
    CompletionStage<List<String>> incarnations(String which) {
        return link.ask(redis -> Script.NODES.run(redis, new byte[][] {link.keys.nodes()}, Keys.bytes(which)))
                .thenApply(Reply::texts);
    }

    private byte[] framed(ByteBuffer message) {
        byte[] node = Keys.bytes(link.node() + "\n");
        byte[] framed = new byte[node.length + message.remaining()];
        System.arraycopy(node, 0, framed, 0, node.length);
        message.duplicate().get(framed, node.length, message.remaining());
        return framed;
    }
}
