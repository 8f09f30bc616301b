package io.longwire.ws.broadcast.redis;

import io.longwire.ws.broadcast.BackplaneAway;
import io.longwire.ws.broadcast.Present;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The lease of this node, and the clearing up behind nodes whose lease is over. All nodes look for them; the script that takes
 * back what one said gives each member to one of them.
 */
final class Lease {
    private static final int BEATS = 3;
    private static final int SWEEPS = 9;

    private final Link link;
    private final RedisCluster cluster;
    private final Duration lease;

    Lease(Link link, RedisCluster cluster, Duration lease) {
        this.link = link;
        this.cluster = cluster;
        this.lease = lease;
    }

    void keep(Pair pair) {
        link.every(lease.dividedBy(BEATS), pair, () -> beat(pair));
        link.every(lease.dividedBy(SWEEPS), pair, () -> sweep(pair));
    }

    /** This node lives no more, and takes back what it said; if that fails others do it when the lease is over. */
    CompletionStage<List<String>> leave(Pair pair) {
        return pair.ask(redis -> Script.LEAVE.run(redis, nodes(), Keys.bytes(pair.incarnation), millis()))
                .thenCompose(left -> bury(pair, pair.incarnation, false));
    }

    /** A node that slept through its lease comes back as another: others have cleared up behind the one it was. */
    private void beat(Pair pair) {
        pair.ask(redis -> Script.BEAT.run(redis, nodes(), Keys.bytes(pair.incarnation), millis()))
                .thenAccept(reply -> {
                    if ((Long) reply.get(0) == 0) {
                        link.lost(pair, new BackplaneAway("the lease of this node was over"));
                    }
                });
    }

    private void sweep(Pair pair) {
        cluster.incarnations("dead").thenAccept(dead -> dead.forEach(one -> bury(pair, one, true)));
    }

    private byte[][] nodes() {
        return new byte[][] {link.keys.nodes()};
    }

    private byte[] millis() {
        return Keys.bytes(lease.toMillis());
    }

    private CompletionStage<List<String>> bury(Pair pair, String incarnation, boolean told) {
        byte[] index = link.keys.topicsOf(incarnation);
        return pair.ask(redis -> redis.smembers(index))
                .thenCompose(topics -> Stages.inTurn(
                        List.copyOf(topics),
                        batch -> Stages.all(batch.stream()
                                .map(topic -> purge(pair, incarnation, Keys.text(topic), told))
                                .toList())))
                .thenCompose(purged -> pair.ask(redis -> redis.del(index)))
                .thenCompose(deleted -> pair.ask(redis -> redis.zrem(link.keys.nodes(), Keys.bytes(incarnation))))
                .thenApply(removed -> List.<String>of());
    }

    private CompletionStage<String> purge(Pair pair, String incarnation, String topic, boolean told) {
        return pair.ask(redis ->
                        Script.PURGE.run(redis, new byte[][] {link.keys.presence(topic)}, Keys.bytes(incarnation)))
                .thenApply(removed -> {
                    List<Present> gone = new ArrayList<>();
                    for (int i = 0; i < removed.size(); i += 2) {
                        gone.add(Reply.present((byte[]) removed.get(i), (byte[]) removed.get(i + 1)));
                    }
                    if (told) {
                        link.tell(pair, listener -> gone.forEach(one -> listener.onGone(topic, one)));
                    }
                    return topic;
                });
    }
}
