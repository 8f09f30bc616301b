package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import io.longwire.ws.conformance.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A peer that compresses (RFC 7692, 7.2.1), with a zlib of its own. */
final class Compressed {
    private static final int RSV1 = 0x40;
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Deflater deflater = new Deflater(9, true);
    private final Inflater inflater = new Inflater(true);

    /** Opens a connection on which compression is agreed. */
    static Play open(Play play, String... parameters) throws Exception {
        String agreed = String.join("; ", "permessage-deflate", String.join("; ", parameters));
        agreed = parameters.length == 0 ? "permessage-deflate" : agreed;
        return play.open(new Opens().with("sec-websocket-extensions", agreed), "Sec-WebSocket-Extensions: " + agreed);
    }

    /** Another connection on which compression is agreed. */
    static Peer openAnother(Play play) throws Exception {
        return play.openAnother(
                new Opens().with("sec-websocket-extensions", "permessage-deflate"),
                "Sec-WebSocket-Extensions: permessage-deflate");
    }

    /** The parameter by which the peer's own messages stand alone (RFC 7692, 7.1.1). */
    static String peerAlone(Role ours) {
        return ours == Role.SERVER ? "client_no_context_takeover" : "server_no_context_takeover";
    }

    static Input frames(Frame... frames) {
        return play -> open(play).send(frames);
    }

    /** A frame with RSV1 and this payload. */
    static Frame frame(int opcode, byte[] payload) {
        return new Frame(0x80 | RSV1 | opcode, false, payload);
    }

    static Frame frame(int opcode, String hex) {
        return frame(opcode, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    static Frame text(String text) {
        return frame(Frame.TEXT, alone(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Frame binary(byte[] data) {
        return frame(Frame.BINARY, alone(data));
    }

    /** A compressed message that stands alone. */
    static byte[] alone(byte[] plain) {
        Compressed peer = new Compressed();
        try {
            return peer.deflate(plain);
        } finally {
            peer.end();
        }
    }

    /** A compressed message that may refer to earlier ones. */
    byte[] deflate(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] step = new byte[64 * 1024];
        deflater.setInput(plain);
        for (int n = step.length; n == step.length; ) {
            n = deflater.deflate(step, 0, step.length, Deflater.SYNC_FLUSH);
            out.write(step, 0, n);
        }
        return Arrays.copyOf(out.toByteArray(), out.size() - TAIL.length);
    }

    /** The same with the end of the flush, so that all of it can be inflated before more comes. */
    byte[] flushed(byte[] plain) {
        byte[] cut = deflate(plain);
        byte[] whole = Arrays.copyOf(cut, cut.length + TAIL.length);
        System.arraycopy(TAIL, 0, whole, cut.length, TAIL.length);
        return whole;
    }

    /** A compressed message of so many equal chunks. */
    static byte[] repeated(byte[] chunk, int times) {
        Compressed peer = new Compressed();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(i < times - 1 ? peer.flushed(chunk) : peer.deflate(chunk));
        }
        peer.end();
        return all.toByteArray();
    }

    /** A compressed message that refers to text which nobody was sent. */
    static byte[] after(byte[] unknown, byte[] plain) {
        Compressed peer = new Compressed();
        peer.deflater.setDictionary(unknown);
        try {
            return peer.deflate(plain);
        } finally {
            peer.end();
        }
    }

    /** A message whose last block is marked as the final one (RFC 7692, 7.2.3.4), without the empty block after it. */
    static byte[] finished(String text) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] out = new byte[2 * text.length() + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    /** What a frame of our side's holds, which may refer to earlier ones. */
    byte[] inflate(Frame frame) throws DataFormatException {
        if ((frame.first() & RSV1) == 0) {
            return frame.payload();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] step = new byte[64 * 1024];
        for (byte[] input : new byte[][] {frame.payload(), TAIL}) {
            inflater.setInput(input);
            for (int n = inflater.inflate(step); n > 0; n = inflater.inflate(step)) {
                out.write(step, 0, n);
            }
        }
        return out.toByteArray();
    }

    /** In fragments of so many bytes of payload. */
    static Frame[] cut(Frame whole, int size) {
        int many = Math.max(1, (whole.payload().length + size - 1) / size);
        Frame[] frames = new Frame[many];
        for (int i = 0; i < many; i++) {
            int end = Math.min(whole.payload().length, (i + 1) * size);
            int first = (i == 0 ? whole.first() & 0x7f : 0) | (i == many - 1 ? 0x80 : 0);
            frames[i] = new Frame(first, false, Arrays.copyOfRange(whole.payload(), i * size, end));
        }
        return frames;
    }

    void end() {
        deflater.end();
        inflater.end();
    }
}
