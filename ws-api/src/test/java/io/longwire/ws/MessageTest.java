package io.longwire.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void holdsUtf8OfText() {
        Message message = Message.text("é€😀");

        assertThat(message.kind()).isEqualTo(MessageKind.TEXT);
        assertThat(message.size()).isEqualTo(9);
        assertThat(StandardCharsets.UTF_8.decode(message.payload()).toString()).isEqualTo("é€😀");
    }

    @Test
    void keepsACopyThatNobodyCanChange() {
        byte[] bytes = {1, 2, 3};
        ByteBuffer given = ByteBuffer.wrap(bytes).position(1);

        Message message = Message.binary(given);
        bytes[1] = 9;

        assertThat(given.position()).isEqualTo(1);
        assertThat(message.payload()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
        assertThat(message.payload()).as("each call has a position of its own").isEqualTo(message.payload());
        assertThatThrownBy(() -> message.payload().put((byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void staysSensitiveAndSharesNothingWithTheOpenOne() {
        Message open = Message.text("a");
        Message sensitive = open.sensitive();

        assertThat(open.isSensitive()).isFalse();
        assertThat(sensitive.isSensitive()).isTrue();
        assertThat(sensitive.conflatedBy("key").isSensitive()).isTrue();
        assertThat(open.conflatedBy("key").sensitive().conflationKey()).contains("key");
        assertThat(open.<String>derived("form", any -> "compressed")).isEqualTo("compressed");
        assertThat(sensitive.<String>derived("form", any -> "plain")).isEqualTo("plain");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThatThrownBy(() -> Message.text("\uD83D")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Message.utf8(ByteBuffer.wrap(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void derivesAFormOnceForEachKeyAlsoWithAConflationKey() {
        AtomicInteger made = new AtomicInteger();
        Message message = Message.text("x");
        Message conflated = message.conflatedBy("price");

        String first = message.derived("a", m -> "frame " + made.incrementAndGet());
        String again = conflated.derived("a", m -> "frame " + made.incrementAndGet());
        String other = message.derived("b", m -> "frame " + made.incrementAndGet());

        assertThat(again).isSameAs(first).isEqualTo("frame 1");
        assertThat(other).isEqualTo("frame 2");
        assertThat(conflated.conflationKey()).contains("price");
        assertThat(message.conflationKey()).isEmpty();
    }
}
