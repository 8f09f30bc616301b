package io.longwire.ws.broadcast.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.longwire.ws.broadcast.spi.Stored;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What comes over the channels. Others may write to them: what they write is handed on too, to who can tell it apart. */
final class Heard extends RedisPubSubAdapter<byte[], byte[]> {
    private final Link link;
    private final Pair pair;
    private final byte[] control;
    private final byte[] probe;

    Heard(Link link, Pair pair) {
        this.link = link;
        this.pair = pair;
        control = link.keys.control();
        probe = link.keys.probe(pair.incarnation);
    }

    @Override
    public void message(byte[] channel, byte[] message) {
        if (Arrays.equals(channel, probe)) {
            pair.echo();
            link.sound();
        } else if (Arrays.equals(channel, control)) {
            control(message);
        } else {
            publication(link.keys.topic(channel), message);
        }
    }

    private void publication(@Nullable String topic, byte[] message) {
        if (topic != null && pair.topics.contains(topic)) {
            Stored stored = Reply.message(message);
            link.tell(pair, listener -> listener.onPublication(topic, stored));
        }
    }

    /** {@code node\n} and what it sends. */
    private void control(byte[] message) {
        int end = Reply.endOfHead(message);
        if (!new String(message, 0, end, UTF_8).equals(link.node())) {
            ByteBuffer sent = Reply.data(message, Math.min(end + 1, message.length));
            link.tell(pair, listener -> listener.onControl(sent));
        }
    }
}
