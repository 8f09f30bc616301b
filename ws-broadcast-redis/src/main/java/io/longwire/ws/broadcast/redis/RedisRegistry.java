package io.longwire.ws.broadcast.redis;

import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.spi.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is present: for each topic a hash of connections, each with the incarnation that said so, and for each incarnation the set
 * of its topics. Only incarnations have leases, so presence costs no refreshing.
 */
final class RedisRegistry implements Registry {
    private final Link link;
    private final Keys keys;
    private final RedisCluster cluster;

    RedisRegistry(Link link, RedisCluster cluster) {
        this.link = link;
        this.keys = link.keys;
        this.cluster = cluster;
    }

    @Override
    public CompletionStage<Boolean> enter(String topic, Present member) {
        return link.with(pair -> enter(pair, topic, member));
    }

    /** Under the topic's lock of the map commands leave in the order of the changes. */
    private CompletionStage<Boolean> enter(Pair pair, String topic, Present member) {
        List<CompletionStage<Boolean>> asked = new ArrayList<>();
        pair.members.compute(topic, (name, here) -> {
            Set<String> now = here == null ? ConcurrentHashMap.newKeySet() : here;
            now.add(member.connection());
            if (here == null) {
                asked.add(pair.ask(redis -> redis.sadd(keys.topicsOf(pair.incarnation), Keys.bytes(topic)))
                        .thenApply(added -> true));
            }
            asked.add(pair.ask(redis -> redis.hset(
                    keys.presence(topic), Keys.bytes(member.connection()), Reply.member(pair.incarnation, member))));
            return now;
        });
        return Stages.all(asked).thenApply(answers -> answers.get(answers.size() - 1));
    }

    @Override
    public CompletionStage<Boolean> leave(String topic, String connection) {
        return link.with(pair -> {
            List<CompletionStage<Long>> asked = new ArrayList<>();
            pair.members.computeIfPresent(topic, (name, here) -> {
                here.remove(connection);
                if (!here.isEmpty()) {
                    return here;
                }
                asked.add(pair.ask(redis -> redis.srem(keys.topicsOf(pair.incarnation), Keys.bytes(topic))));
                return null;
            });
            asked.add(pair.ask(redis -> redis.hdel(keys.presence(topic), Keys.bytes(connection))));
            return Stages.all(asked).thenApply(answers -> answers.get(answers.size() - 1) > 0);
        });
    }

    @Override
    public CompletionStage<List<Present>> present(String topic, int limit) {
        return cluster.incarnations("live")
                .thenCombine(
                        link.ask(redis -> redis.hrandfieldWithvalues(keys.presence(topic), limit)),
                        (live, some) -> some.stream()
                                .filter(one -> live.contains(Reply.incarnation(one.getValue())))
                                .map(one -> Reply.present(one.getKey(), one.getValue()))
                                .toList());
    }
}
