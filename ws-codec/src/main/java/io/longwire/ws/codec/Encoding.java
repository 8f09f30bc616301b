package io.longwire.ws.codec;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outgoing messages on their way through the extensions. What comes out is collected in a block and leaves it as frames.
 *
 * <p>The reserved bits of a message are known when the extensions have seen its first chunk, so until then nothing is written.
 * Large messages are therefore shown to them in chunks.
 */
final class Encoding implements Extension.Head, Extension.Sink {
    private static final int FIN = 0x80;

    private final ExtensionChain chain;
    private final int rsvBits;
    private final Blocks blocks;
    private final MessageEncoder encoder;

    private MessageKind kind = MessageKind.BINARY;
    private long size;
    private boolean sensitive;
    private int rsv;
    /** Whether the reserved bits are settled: the first chunk is through. */
    private boolean settled;
    /** Whether the message's first frame is written. */
    private boolean begun;

    private @Nullable ByteBuffer block;
    private @Nullable FrameSink out;

    Encoding(List<Extension> extensions, int rsvBits, Blocks blocks, MessageEncoder encoder) {
        this.chain = ExtensionChain.encoding(extensions, this, this);
        this.rsvBits = rsvBits;
        this.blocks = blocks;
        this.encoder = encoder;
    }

    void message(MessageKind kind, ByteBuffer payload, boolean sensitive, FrameSink out) {
        begin(kind, payload.remaining(), sensitive);
        run(payload, true, out);
    }

    void part(
            MessageKind kind,
            long size,
            boolean sensitive,
            ByteBuffer payload,
            boolean first,
            boolean last,
            FrameSink out) {
        if (first) {
            begin(kind, last ? payload.remaining() : size, sensitive);
        }
        run(payload, last, out);
    }

    private void begin(MessageKind messageKind, long messageSize, boolean isSecret) {
        kind = messageKind;
        size = messageSize;
        sensitive = isSecret;
        rsv = 0;
        settled = false;
        begun = false;
    }

    private void run(ByteBuffer payload, boolean last, FrameSink sink) {
        int start = payload.position();
        int end = payload.limit();
        out = sink;
        try {
            int at = start;
            do {
                int next = at + Math.min(end - at, MessageEncoder.FRAGMENT);
                boolean lastChunk = last && next == end;
                chain.run(payload.limit(next).position(at), lastChunk);
                settled = true;
                at = next;
                // Of a stream, what there is goes out with each part.
                if (lastChunk || collected() > (at == end ? 0 : MessageEncoder.FRAGMENT)) {
                    flush(lastChunk);
                }
            } while (at < end);
        } finally {
            payload.limit(end).position(start);
            out = null;
            if (block != null) {
                blocks.give(block);
                block = null;
            }
        }
    }

    @Override
    public void accept(ByteBuffer chunk) {
        int end = chunk.limit();
        while (chunk.position() < end) {
            int max = settled ? MessageEncoder.FRAGMENT : Integer.MAX_VALUE;
            int more = Math.min(end - chunk.position(), max - collected());
            if (more <= 0) {
                flush(false);
            } else {
                block = Assembly.room(blocks, block, more, 0, true, max);
                block.put(chunk.limit(chunk.position() + more));
            }
        }
        chunk.limit(end);
    }

    private int collected() {
        return block == null ? 0 : block.position();
    }

    private void flush(boolean last) {
        int left = collected();
        int at = 0;
        do {
            int part = Math.min(left, MessageEncoder.FRAGMENT);
            left -= part;
            // 5.4: the first frame has the opcode, those that follow are continuations, the last one has FIN.
            int first = begun ? FrameDecoder.CONTINUATION : MessageEncoder.opcode(kind) | rsv << 4;
            begun = true;
            ByteBuffer payload = block == null
                    ? ByteBuffer.allocate(0)
                    : block.limit(at + part).position(at);
            encoder.frame(last && left == 0 ? first | FIN : first, payload, sink());
            at += part;
        } while (left > 0);
        if (block != null) {
            block.clear();
        }
    }

    private FrameSink sink() {
        if (out == null) {
            throw new IllegalStateException("an extension wrote outside encode");
        }
        return out;
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
    public boolean isSensitive() {
        return sensitive;
    }

    @Override
    public boolean rsv(int bit) {
        return (rsv & bit) != 0;
    }

    @Override
    public void setRsv(int bit) {
        if ((bit & ~rsvBits) != 0) {
            throw new IllegalArgumentException("reserved bit " + bit + " is not owned by a negotiated extension");
        }
        if (!settled) {
            rsv |= bit;
        }
    }
}
