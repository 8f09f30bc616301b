package io.longwire.ws.broadcast.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.cluster.SlotHash;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * The names of keys and channels. A topic's share a hash tag, one of 64, so that they lie on one node of whatever shards by it.
 * The tag comes before the topic's name, so nothing in the name is taken for one.
 */
final class Keys {
    private static final int PARTITIONS = 64;
    private static final String[] TAGS = tags();
    private static final String CHANNEL = "}:c:";

    private final String prefix;

    Keys(String prefix) {
        this.prefix = prefix;
    }

    byte[] meta(String topic) {
        return of(topic, "m:");
    }

    byte[] stream(String topic) {
        return of(topic, "s:");
    }

    byte[] channel(String topic) {
        return of(topic, "c:");
    }

    /** The length parts the topic from the key. */
    byte[] key(String topic, String key) {
        return of(topic, "k:" + topic.length() + ":", key);
    }

    byte[] presence(String topic) {
        return of(topic, "p:");
    }

    byte[] nodes() {
        return bytes(prefix + ":nodes");
    }

    byte[] topicsOf(String incarnation) {
        return bytes(prefix + ":node:" + incarnation);
    }

    byte[] control() {
        return bytes(prefix + ":ctl");
    }

    byte[] probe(String incarnation) {
        return bytes(prefix + ":probe:" + incarnation);
    }

    /** The topic of a channel; null when it is no topic's. */
    @Nullable
    String topic(byte[] channel) {
        String name = text(channel);
        int end = name.indexOf(CHANNEL);
        return name.startsWith(prefix + ":{") && end > 0 ? name.substring(end + CHANNEL.length()) : null;
    }

    private byte[] of(String topic, String kind) {
        return of(topic, kind, "");
    }

    private byte[] of(String topic, String kind, String rest) {
        String tag = TAGS[SlotHash.getSlot(bytes(topic)) * PARTITIONS / SlotHash.SLOT_COUNT];
        return bytes(prefix + ":{" + tag + "}:" + kind + topic + rest);
    }

    /** As UTF-8. What has no such form, half of a surrogate pair, is refused: two of them must not become one name. */
    static byte[] bytes(String text) {
        try {
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("the name has half of a surrogate pair", malformed);
        }
    }

    static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    /** For each 64th of the slots the smallest number whose slot lies in it. */
    private static String[] tags() {
        String[] tags = new String[PARTITIONS];
        int found = 0;
        for (int number = 0; found < PARTITIONS; number++) {
            String tag = Integer.toString(number);
            int partition = SlotHash.getSlot(tag) * PARTITIONS / SlotHash.SLOT_COUNT;
            if (tags[partition] == null) {
                tags[partition] = tag;
                found++;
            }
        }
        return tags;
    }
}
