package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopBuffersTest {
    private final LoopBuffers buffers = new LoopBuffers();

    @Test
    void writesOutWhatAnotherLeftInTheCorkBeforeItIsTaken() {
        Peer a = new Peer();
        Peer b = new Peer();

        buffers.cork(a).put((byte) 'a');
        buffers.cork(b).put((byte) 'b');
        buffers.cork(a).put((byte) 'A');
        a.writeCork();

        assertThat(a.received).as("no peer gets another's bytes").containsExactly("a", "A");
        assertThat(b.received).containsExactly("b");
    }

    @Test
    void leavesTheCorkAloneForTheOneThatHasIt() {
        Peer a = new Peer();

        buffers.cork(a).put((byte) '1');
        buffers.cork(a).put((byte) '2');

        assertThat(a.received).isEmpty();
        assertThat(buffers.isOwner(a)).isTrue();
        assertThat(buffers.cork(a).position()).isEqualTo(2);
    }

    @Test
    void dropsWhatOneThatHasEndedLeft() {
        Peer a = new Peer();
        Peer b = new Peer();
        buffers.cork(a).put((byte) 'a');

        buffers.forget(a);

        assertThat(buffers.cork(b).position()).isZero();
        assertThat(a.received).isEmpty();
    }

    @Test
    void lendsABlockAgainAfterItWasGivenBack() {
        ByteBuffer block = buffers.take(5000);
        assertThat(block.isDirect()).isTrue();
        assertThat(block.capacity()).isGreaterThanOrEqualTo(5000);
        block.position(10).limit(20).order(ByteOrder.LITTLE_ENDIAN);

        buffers.give(block);
        ByteBuffer again = buffers.take(4097);

        assertThat(again).isSameAs(block);
        assertThat(again.position()).isZero();
        assertThat(again.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(again.limit()).isEqualTo(again.capacity());
        assertThat(buffers.take(4097)).isNotSameAs(block);
    }

    @Test
    void keepsNoMoreThanItsBound() {
        int size = 2 * 1024 * 1024;
        List<ByteBuffer> blocks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            blocks.add(buffers.take(size));
        }
        blocks.forEach(buffers::give);

        List<ByteBuffer> again = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            again.add(buffers.take(size));
        }

        assertThat(again.stream().filter(b -> blocks.stream().anyMatch(known -> known == b)))
                .as("4 MiB of a size class are kept")
                .hasSize(2);
    }

    private final class Peer implements LoopBuffers.Taker {
        final List<String> received = new ArrayList<>();

        @Override
        public void writeCork() {
            ByteBuffer cork = buffers.cork(this).flip();
            StringBuilder text = new StringBuilder();
            while (cork.hasRemaining()) {
                text.append((char) cork.get());
            }
            if (text.length() > 0) {
                received.add(text.toString());
            }
            cork.clear();
        }
    }
}
