package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.InvalidPayload;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The part of {@link ExtensionContract} that is about peers who mean no good. */
public interface HostilePayloadLaws extends ExtensionUnderTest {
    /** The most that may come out at once: what a message may exceed its limit by before it is stopped. */
    int MOST_AT_ONCE = 64 * 1024;

    /**
     * A message that grows without end is stopped by the sink while it grows: little comes out at once, and what the sink
     * throws ends the call.
     */
    @Test
    default void aMessageThatGrowsIsStoppedByTheSink() {
        int size = 8 * 1024 * 1024;
        for (byte[] plain : List.of(new byte[size], Payloads.random(size, 8))) {
            for (int chunks : new int[] {1, 1_000}) {
                try (ExtensionPair pair = new ExtensionPair(this)) {
                    ExtensionEnd.Encoded bomb = pair.client.encode(MessageKind.BINARY, plain, ExtensionEnd.whole(size));
                    int each = bomb.payload.length / chunks;
                    List<Integer> cuts = ends(bomb.payload.length, chunks);
                    ExtensionEnd.Collector out = new ExtensionEnd.Collector(256 * 1024);
                    assertThatThrownBy(() -> pair.server.decode(bomb, cuts, out))
                            .isInstanceOf(ExtensionEnd.Enough.class);
                    assertThat(out.largest)
                            .as("the most that came out at once of chunks of %s bytes", each)
                            .isLessThanOrEqualTo(Math.max(MOST_AT_ONCE, each + 1));
                }
            }
        }
    }

    /** Whatever bytes come under whatever bits of its own: it makes something of them or throws {@link InvalidPayload}. */
    @Test
    default void noiseIsInvalidPayloadAtMost() {
        SplittableRandom random = new SplittableRandom(9);
        ExtensionProvider provider = provider();
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = Payloads.random(random.nextInt(1 << random.nextInt(1, 13)), i);
            if (i % 3 == 0) {
                Arrays.fill(noise, (byte) random.nextInt());
            }
            int rsv = random.nextInt(8) & provider.rsvBits();
            outlives(provider, new ExtensionEnd.Encoded(MessageKind.BINARY, rsv, noise), random);
        }
    }

    /** The same for messages that were right before a bit, a byte or the end was lost. */
    @Test
    default void damagedMessagesAreInvalidPayloadAtMost() {
        SplittableRandom random = new SplittableRandom(10);
        ExtensionProvider provider = provider();
        byte[] plain =
                "{\"price\":101.25,\"name\":\"ACME\"},".repeat(40).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < 1_000; i++) {
            ExtensionEnd.Encoded right;
            try (ExtensionPair pair = new ExtensionPair(this, provider)) {
                right = pair.client.encode(MessageKind.TEXT, plain, ExtensionEnd.whole(plain.length));
            }
            byte[] damaged = right.payload.clone();
            if (i % 2 == 0) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            } else {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            outlives(provider, new ExtensionEnd.Encoded(MessageKind.TEXT, right.rsv, damaged), random);
        }
    }

    /** Decodes with both sides of a connection of its own, and closes it. */
    private void outlives(ExtensionProvider provider, ExtensionEnd.Encoded message, SplittableRandom random) {
        try (ExtensionPair pair = new ExtensionPair(this, provider)) {
            for (ExtensionEnd end : List.of(pair.client, pair.server)) {
                int length = message.payload.length;
                try {
                    end.decode(
                            message,
                            ExtensionEnd.cut(length, random.nextInt(1, 6), random),
                            new ExtensionEnd.Collector(1 << 20));
                } catch (InvalidPayload | ExtensionEnd.Enough refused) {
                    assertThat(refused)
                            .as("any other failure would be the extension's own")
                            .isNotNull();
                }
            }
        }
    }

    private static List<Integer> ends(int size, int chunks) {
        Integer[] ends = new Integer[chunks];
        for (int i = 0; i < chunks; i++) {
            ends[i] = (int) ((long) size * (i + 1) / chunks);
        }
        return List.of(ends);
    }
}
