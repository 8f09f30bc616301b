package io.longwire.ws.codec.deflate;

import io.longwire.ws.MessageKind;
import io.longwire.ws.codec.handshake.ExtensionHeader;
import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Runs an extension as the engine does: heads, chunks, sinks, two ends that agree. */
final class Wires {
    private Wires() {}

    /** A message on its way: its payload and whether RSV1 is set. */
    record Sent(byte[] payload, boolean compressed) {}

    /** Two ends of one connection. */
    record Pair(Extension server, Extension client, ExtensionParameters answer) {}

    /** The first frame's head. */
    static final class FakeHead implements Extension.Head {
        private final long size;
        private int bits;

        FakeHead(long size, int bits) {
            this.size = size;
            this.bits = bits;
        }

        @Override
        public MessageKind kind() {
            return MessageKind.BINARY;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public boolean rsv(int bit) {
            return (bits & bit) != 0;
        }

        @Override
        public void setRsv(int bit) {
            bits |= bit;
        }
    }

    static Pair agree(Settings server, Settings client) {
        DeflateProvider ours = new DeflateProvider();
        DeflateProvider theirs = new DeflateProvider();
        Agreement accepted = ours.accept(theirs.offer(client), server).orElseThrow();
        Agreement confirmed = theirs.confirm(accepted.answer(), client).orElseThrow();
        return new Pair(accepted.open(new OneLoop()), confirmed.open(new OneLoop()), accepted.answer());
    }

    /** The server's end after this offer. */
    static Extension server(String offer, Settings settings) {
        return accept(offer, settings).orElseThrow().open(new OneLoop());
    }

    static Optional<Agreement> accept(String offers, Settings settings) {
        return new DeflateProvider().accept(parse(offers), settings);
    }

    static List<ExtensionParameters> parse(String header) {
        try {
            return ExtensionHeader.parse(List.of(header));
        } catch (Refused refused) {
            throw new AssertionError(refused);
        }
    }

    /** Encodes in pieces of this many bytes, of a known size or not. */
    static Sent encode(Extension extension, byte[] message, int piece, boolean sizeKnown) {
        FakeHead head = new FakeHead(sizeKnown ? message.length : -1, 0);
        return new Sent(
                run(message, piece, (chunk, last, out) -> extension.encode(head, chunk, last, out)), head.rsv(4));
    }

    static byte[] decode(Extension extension, Sent sent, int piece) {
        FakeHead head = new FakeHead(-1, sent.compressed ? 4 : 0);
        return run(sent.payload, piece, (chunk, last, out) -> extension.decode(head, chunk, last, out));
    }

    /** One chunk through an extension. */
    static byte[] part(byte[] bytes, BiConsumer<ByteBuffer, Extension.Sink> step) {
        return run(bytes, Integer.MAX_VALUE, (chunk, last, out) -> step.accept(chunk, out));
    }

    private interface Step {
        void take(ByteBuffer chunk, boolean last, Extension.Sink out);
    }

    private static byte[] run(byte[] bytes, int piece, Step step) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Extension.Sink sink = chunk -> {
            byte[] part = new byte[chunk.remaining()];
            chunk.get(part);
            all.writeBytes(part);
        };
        int at = 0;
        // Messages of an odd length end with a chunk of their last bytes, those of an even one with an empty chunk.
        boolean emptyEnd = piece < Integer.MAX_VALUE && bytes.length % 2 == 0;
        boolean last;
        do {
            int end = (int) Math.min(bytes.length, (long) at + piece);
            last = emptyEnd ? at == bytes.length : end == bytes.length;
            ByteBuffer chunk = borrowed(bytes, at, end);
            step.take(chunk, last, sink);
            // What was borrowed is changed at once.
            chunk.clear();
            for (int i = 0; i < chunk.capacity(); i++) {
                chunk.put(i, (byte) 0x55);
            }
            at = end;
        } while (!last);
        return all.toByteArray();
    }

    /** Direct or heap in turn, and not at offset 0. */
    private static ByteBuffer borrowed(byte[] bytes, int from, int to) {
        int size = to - from;
        ByteBuffer chunk = from % 2 == 0 ? ByteBuffer.allocateDirect(size + 3) : ByteBuffer.allocate(size + 3);
        chunk.position(2).limit(2 + size);
        chunk.put(2, bytes, from, size);
        return chunk;
    }

    /** JSON-like text, random bytes, runs, and short and empty messages. */
    static byte[] message(Random random, int i) {
        return switch (i % 7) {
            case 0 -> text(random, 200 + random.nextInt(1200));
            case 1 -> text(random, random.nextInt(200));
            case 2 -> random(random, random.nextInt(600));
            case 3 -> new byte[random.nextInt(5000)];
            case 4 -> i % 5 == 0 ? text(random, 20_000 + random.nextInt(60_000)) : text(random, 400);
            case 5 -> new byte[0];
            default -> text(random, 900);
        };
    }

    static byte[] text(Random random, int size) {
        StringBuilder text = new StringBuilder(size + 40);
        while (text.length() < size) {
            text.append("{\"user\":\"u")
                    .append(random.nextInt(40))
                    .append("\",\"price\":")
                    .append(random.nextInt(1000))
                    .append("},");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
    }

    static byte[] random(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What zlib makes of a message: a sync flush without its tail. */
    static Sent zlib(Deflater deflater, byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] step = new byte[70_000];
        deflater.setInput(message);
        int count;
        do {
            count = deflater.deflate(step, 0, step.length, Deflater.SYNC_FLUSH);
            out.write(step, 0, count);
        } while (count == step.length);
        byte[] all = out.toByteArray();
        return new Sent(all.length == 0 ? new byte[1] : Arrays.copyOf(all, all.length - 4), true);
    }

    /** What zlib makes of a payload. */
    static byte[] zlib(Inflater inflater, byte[] payload) throws DataFormatException {
        byte[] in = Arrays.copyOf(payload, payload.length + 4);
        in[payload.length + 2] = (byte) 0xff;
        in[payload.length + 3] = (byte) 0xff;
        inflater.setInput(in);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] step = new byte[70_000];
        for (int count = inflater.inflate(step); count > 0; count = inflater.inflate(step)) {
            out.write(step, 0, count);
        }
        return out.toByteArray();
    }
}
