package io.longwire.ws.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;

/** Messages as they are sent, masked before the run, one behind the other and laid down twice, so that several leave in one write. */
final class Ring {
    private static final int BYTES = 1024 * 1024;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int RSV1 = 0x40;

    private final ByteBuffer[] expected;
    private final int[] starts;
    private final ByteBuffer frames;

    /**
     * Makes the messages.
     *
     * @param raw whether there are no frames, only payload
     */
    Ring(Traffic traffic, boolean raw) {
        int count = Math.max(traffic.inFlight(), Math.max(4, Math.min(256, BYTES / traffic.size())));
        Random random = new Random(1);
        expected = new ByteBuffer[count];
        starts = new int[2 * count + 1];
        byte[][] all = new byte[count][];
        for (int i = 0; i < count; i++) {
            byte[] plain = traffic.payload().make(traffic.size(), random);
            expected[i] = ByteBuffer.allocateDirect(plain.length).put(plain).flip();
            all[i] = raw ? plain : frame(traffic, plain, random);
        }
        for (int i = 0; i < 2 * count; i++) {
            starts[i + 1] = starts[i] + all[i % count].length;
        }
        frames = ByteBuffer.allocateDirect(starts[2 * count]);
        for (int i = 0; i < 2 * count; i++) {
            frames.put(all[i % count]);
        }
    }

    private static byte[] frame(Traffic traffic, byte[] plain, Random random) {
        byte[] sent = traffic.deflate() ? deflated(plain) : plain;
        ByteBuffer frame = ByteBuffer.allocate(14 + sent.length);
        int opcode = traffic.payload() == Payload.BINARY ? 2 : 1;
        frame.put((byte) (FIN | (traffic.deflate() ? RSV1 : 0) | opcode));
        if (sent.length < 126) {
            frame.put((byte) (MASKED | sent.length));
        } else if (sent.length < 65536) {
            frame.put((byte) (MASKED | 126)).putShort((short) sent.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(sent.length);
        }
        byte[] key = new byte[4];
        random.nextBytes(key);
        frame.put(key);
        for (int i = 0; i < sent.length; i++) {
            frame.put((byte) (sent[i] ^ key[i % 4]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** RFC 7692, 7.2.1; each message for itself, so that all connections can send it. */
    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(plain);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[plain.length + 64];
        int length;
        while ((length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH)) > 0) {
            out.write(buffer, 0, length);
        }
        deflater.end();
        return Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    int count() {
        return expected.length;
    }

    /** So many frames from the one with this index on, to be written. */
    ByteBuffer frames(int from, int count) {
        return frames.slice(starts[from], starts[from + count] - starts[from]);
    }

    /** What message this was. */
    ByteBuffer expected(int index) {
        return expected[index];
    }
}
