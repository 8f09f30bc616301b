package io.longwire.ws.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionProvider;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link ExtensionContract} that is about payload: what one side encodes, the other decodes. */
public interface RoundTripLaws extends ExtensionUnderTest {
    /** Every size up to where lengths change their form, and some far beyond, of every nature, both ways, on one connection. */
    @Test
    default void messagesOfEverySizeArriveBothWays() {
        SplittableRandom random = new SplittableRandom(1);
        int[] sizes = IntStream.concat(
                        IntStream.rangeClosed(0, 300),
                        IntStream.of(
                                1_023, 1_024, 1_025, 16_384, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537, 1 << 20))
                .toArray();
        try (ExtensionPair pair = new ExtensionPair(this)) {
            for (int size : sizes) {
                for (byte[] message : natures(size)) {
                    pair.send(true, MessageKind.BINARY, message, ExtensionEnd.whole(size), random);
                    pair.send(false, MessageKind.BINARY, message, ExtensionEnd.whole(size), random);
                }
            }
        }
    }

    /** A message may be cut anywhere on its way in and on its way out, byte by byte too, and chunks may be empty. */
    @Test
    default void chunksMayBeCutAnywhere() {
        SplittableRandom random = new SplittableRandom(2);
        try (ExtensionPair pair = new ExtensionPair(this)) {
            for (byte[] message : natures(700)) {
                List<Integer> each = IntStream.rangeClosed(1, 700).boxed().toList();
                pair.send(true, MessageKind.TEXT, message, each, random);
                ExtensionEnd.Encoded sent = pair.server.encode(MessageKind.TEXT, message, ExtensionEnd.whole(700));
                List<Integer> bytes =
                        IntStream.rangeClosed(0, sent.payload.length).boxed().toList();
                assertThat(pair.client.decode(sent, bytes, new ExtensionEnd.Collector(700)))
                        .isEqualTo(message);
            }
            for (int i = 0; i < 300; i++) {
                int size = random.nextInt(1 << random.nextInt(1, 17));
                byte[] message = natures(size).get(i % 3);
                pair.send(
                        i % 2 == 0,
                        MessageKind.BINARY,
                        message,
                        ExtensionEnd.cut(size, random.nextInt(1, 9), random),
                        random);
            }
        }
    }

    /** The directions know nothing of each other: a message may arrive while another one leaves, part by part. */
    @Test
    default void theDirectionsDoNotMix() {
        SplittableRandom random = new SplittableRandom(3);
        try (ExtensionPair pair = new ExtensionPair(this)) {
            for (int round = 0; round < 20; round++) {
                byte[] there = natures(5_000).get(round % 3);
                byte[] back = natures(4_000).get((round + 1) % 3);
                ExtensionEnd.Encoded sent = pair.client.encode(MessageKind.TEXT, there, ExtensionEnd.whole(5_000));
                ExtensionEnd.Head incoming = pair.server.new Head(sent.kind, -1, sent.rsv, false);
                ExtensionEnd.Head outgoing = pair.server.new Head(MessageKind.BINARY, -1, 0, true);
                ExtensionEnd.Collector decoded = new ExtensionEnd.Collector(there.length);
                ExtensionEnd.Collector encoded = new ExtensionEnd.Collector(Long.MAX_VALUE);
                int parts = 5;
                for (int i = 0; i < parts; i++) {
                    outgoing.first = i == 0;
                    pair.server.encode(outgoing, share(back, i, parts), i == parts - 1, encoded);
                    pair.server.decode(incoming, share(sent.payload, i, parts), i == parts - 1, decoded);
                }
                assertThat(decoded.bytes.toByteArray()).isEqualTo(there);
                ExtensionPair.arrives(
                        pair.client,
                        new ExtensionEnd.Encoded(MessageKind.BINARY, outgoing.rsv(), encoded.bytes.toByteArray()),
                        back,
                        random);
            }
        }
    }

    /** Text and binary alternate, empty messages among them, and connections of one provider do not mix. */
    @Test
    default void kindsAndConnectionsDoNotMix() {
        SplittableRandom random = new SplittableRandom(4);
        ExtensionProvider provider = provider();
        try (ExtensionPair one = new ExtensionPair(this, provider);
                ExtensionPair other = new ExtensionPair(this, provider)) {
            for (int i = 0; i < 400; i++) {
                int size = i % 5 == 0 ? 0 : random.nextInt(2_000);
                MessageKind kind = i % 3 == 0 ? MessageKind.TEXT : MessageKind.BINARY;
                byte[] message = natures(size).get(random.nextInt(3));
                ExtensionPair pair = random.nextBoolean() ? one : other;
                pair.send(random.nextBoolean(), kind, message, ExtensionEnd.whole(size), random);
            }
        }
    }

    /** What {@link Extension#idle} gave back between messages is there again for the next one. */
    @Test
    default void idleBetweenMessagesChangesNothing() {
        SplittableRandom random = new SplittableRandom(5);
        try (ExtensionPair pair = new ExtensionPair(this)) {
            pair.client.extension.idle();
            pair.server.extension.idle();
            for (int i = 0; i < 200; i++) {
                int size = random.nextInt(3_000);
                pair.send(
                        random.nextBoolean(), MessageKind.TEXT, natures(size).get(0), ExtensionEnd.whole(size), random);
                for (int n = random.nextInt(3); n > 0; n--) {
                    (random.nextBoolean() ? pair.client : pair.server).extension.idle();
                }
            }
        }
    }

    /** A message that was encoded elsewhere under an equal key is understood by every peer, and so is what comes after it. */
    @Test
    default void equalSharingKeysShareOneEncodedMessage() {
        SplittableRandom random = new SplittableRandom(6);
        ExtensionProvider provider = provider();
        try (ExtensionPair one = new ExtensionPair(this, provider);
                ExtensionPair other = new ExtensionPair(this, provider)) {
            Optional<Object> key = one.server.extension.sharingKey();
            assertThat(other.server.extension.sharingKey())
                    .as("the keys of connections on equal terms")
                    .isEqualTo(key);
            assertThat(one.server.extension.sharingKey().hashCode()).isEqualTo(key.hashCode());
            if (key.isEmpty()) {
                return;
            }
            for (int i = 0; i < 100; i++) {
                byte[] message = natures(random.nextInt(4_000)).get(i % 3);
                ExtensionEnd.Encoded shared;
                try (ExtensionEnd alone = one.open(one.serverTerms)) {
                    shared = alone.encode(MessageKind.TEXT, message, ExtensionEnd.whole(message.length));
                }
                for (ExtensionPair pair : List.of(one, other)) {
                    if (random.nextBoolean()) {
                        pair.server.extension.encoded(
                                ByteBuffer.wrap(message.clone()).asReadOnlyBuffer());
                        ExtensionPair.arrives(pair.client, shared, message, random);
                    }
                    byte[] own = natures(random.nextInt(1_000)).get(0);
                    pair.send(false, MessageKind.TEXT, own, ExtensionEnd.whole(own.length), random);
                }
            }
        }
    }

    /** What a closed connection held is there for others: connections come and go, in the middle of messages too. */
    @Test
    default void connectionsMayEndAtAnyMoment() {
        SplittableRandom random = new SplittableRandom(7);
        ExtensionProvider provider = provider();
        byte[] message = natures(3_000).get(0);
        for (int i = 0; i < 200; i++) {
            ExtensionPair pair = new ExtensionPair(this, provider);
            if (i % 4 > 0) {
                pair.send(true, MessageKind.TEXT, message, ExtensionEnd.whole(message.length), random);
            }
            if (i % 4 > 1) {
                ExtensionEnd.Head outgoing = pair.client.new Head(MessageKind.BINARY, -1, 0, true);
                pair.client.encode(outgoing, share(message, 0, 2), false, new ExtensionEnd.Collector(Long.MAX_VALUE));
            }
            if (i % 4 > 2) {
                ExtensionEnd.Encoded sent = pair.server.encode(MessageKind.TEXT, message, ExtensionEnd.whole(3_000));
                ExtensionEnd.Head incoming = pair.client.new Head(sent.kind, -1, sent.rsv, false);
                pair.client.decode(incoming, share(sent.payload, 0, 2), false, new ExtensionEnd.Collector(3_000));
            }
            pair.close();
        }
        try (ExtensionPair after = new ExtensionPair(this, provider)) {
            after.send(true, MessageKind.TEXT, message, ExtensionEnd.whole(message.length), random);
        }
    }

    private static byte[] share(byte[] bytes, int index, int of) {
        return Arrays.copyOfRange(bytes, bytes.length * index / of, bytes.length * (index + 1) / of);
    }

    /** A text as people write them, one byte again and again, and noise. */
    private static List<byte[]> natures(int size) {
        List<byte[]> natures = new ArrayList<>();
        String words = "{\"room\":\"blue\",\"from\":\"Zoë\",\"text\":\"Is it the same as before?\"} ";
        natures.add(Arrays.copyOf(words.repeat(size / words.length() + 1).getBytes(UTF_8), size));
        natures.add(new byte[size]);
        natures.add(Payloads.random(size, size));
        return natures;
    }
}
