package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One side of a connection with an extension at work, and nothing else. */
final class ExtensionEnd implements AutoCloseable {
    /** A message after encoding. */
    static final class Encoded {
        final MessageKind kind;
        final int rsv;
        final byte[] payload;

        Encoded(MessageKind kind, int rsv, byte[] payload) {
            this.kind = kind;
            this.rsv = rsv;
            this.payload = payload;
        }
    }

    /** Ends a decode that makes too much. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final byte NOBODYS = (byte) 0xa5;

    final Extension extension;
    private final int owned;
    private int lent;

    ExtensionEnd(Extension extension, int owned) {
        this.extension = extension;
        this.owned = owned;
    }

    Encoded encode(MessageKind kind, byte[] plain, List<Integer> cuts) {
        Head head = new Head(kind, cuts.size() > 1 ? -1 : plain.length, 0, true);
        Collector out = new Collector(Long.MAX_VALUE);
        for (int i = 0; i < cuts.size(); i++) {
            head.first = i == 0;
            encode(head, part(plain, cuts, i), i == cuts.size() - 1, out);
        }
        return new Encoded(kind, head.rsv, out.bytes.toByteArray());
    }

    byte[] decode(Encoded message, List<Integer> cuts, Collector out) {
        Head head = new Head(message.kind, -1, message.rsv, false);
        for (int i = 0; i < cuts.size(); i++) {
            decode(head, part(message.payload, cuts, i), i == cuts.size() - 1, out);
        }
        return out.bytes.toByteArray();
    }

    void encode(Head head, byte[] chunk, boolean last, Extension.Sink out) {
        lend(chunk, lent++ % 3 == 2, buffer -> extension.encode(head, buffer, last, out));
    }

    void decode(Head head, byte[] chunk, boolean last, Extension.Sink out) {
        lend(chunk, false, buffer -> extension.decode(head, buffer, last, out));
    }

    /** Lends bytes as a transport or application would: off the heap or on it, among bytes that belong to others. */
    private void lend(byte[] bytes, boolean readOnly, Consumer<ByteBuffer> call) {
        int before = 1 + lent % 5;
        int size = before + bytes.length + 9;
        ByteBuffer whole = lent++ % 2 == 0 ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        fill(whole);
        ByteBuffer buffer = whole.duplicate()
                .put(before, bytes)
                .limit(before + bytes.length)
                .position(before);
        try {
            call.accept(readOnly ? buffer.asReadOnlyBuffer() : buffer);
            for (int i = 0; i < whole.capacity(); i++) {
                if (i < before || i >= before + bytes.length) {
                    assertThat(whole.get(i))
                            .as("a byte beside the chunk was changed")
                            .isEqualTo(NOBODYS);
                }
            }
        } finally {
            fill(whole);
        }
    }

    private static void fill(ByteBuffer buffer) {
        byte[] garbage = new byte[buffer.capacity()];
        Arrays.fill(garbage, NOBODYS);
        buffer.put(0, garbage);
    }

    private static byte[] part(byte[] bytes, List<Integer> cuts, int index) {
        return Arrays.copyOfRange(bytes, index == 0 ? 0 : cuts.get(index - 1), cuts.get(index));
    }

    @Override
    public void close() {
        extension.close();
    }

    /** Where a message's chunks end: all in one. */
    static List<Integer> whole(int size) {
        return List.of(size);
    }

    /** Where a message's chunks end: at random, some of them empty. */
    static List<Integer> cut(int size, int count, SplittableRandom random) {
        int[] ends = random.ints(count, 0, size + 1).sorted().toArray();
        ends[count - 1] = size;
        return Arrays.stream(ends).boxed().toList();
    }

    /** What the extension knows of a message, and what it says of it. */
    final class Head implements Extension.Head {
        private final MessageKind kind;
        private final long size;
        private final boolean outgoing;
        private int rsv;
        boolean first = true;

        Head(MessageKind kind, long size, int rsv, boolean outgoing) {
            this.kind = kind;
            this.size = size;
            this.rsv = rsv;
            this.outgoing = outgoing;
        }

        int rsv() {
            return rsv;
        }

        @Override
        public MessageKind kind() {
            return kind;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public boolean rsv(int bit) {
            return (rsv & bit) != 0;
        }

        @Override
        public void setRsv(int bit) {
            assertThat(outgoing)
                    .as("a reserved bit is set on an incoming message")
                    .isTrue();
            assertThat(bit & ~owned)
                    .as("reserved bits that the provider does not own")
                    .isZero();
            rsv |= first ? bit : 0;
        }
    }

    /** Takes what comes out, leaves every second buffer as if it had not been read, and refuses what is too much. */
    static final class Collector implements Extension.Sink {
        private final long limit;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int largest;
        private int calls;

        Collector(long limit) {
            this.limit = limit;
        }

        @Override
        public void accept(ByteBuffer chunk) {
            largest = Math.max(largest, chunk.remaining());
            if (bytes.size() + (long) chunk.remaining() > limit) {
                throw new Enough();
            }
            bytes.writeBytes(Hex.copy(chunk));
            if (calls++ % 2 == 0) {
                chunk.position(chunk.limit());
            }
        }
    }
}
