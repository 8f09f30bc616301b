package io.longwire.ws.examples.attack;

import static io.longwire.ws.examples.raw.RawClient.frame;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.Deflater;

/** A way to hurt a server: what a socket sends, and how. It goes on until the server ends the connection. */
enum Assault {
    /** A request, a byte at a time. */
    SLOW_HANDSHAKE(
            Assault.DRIP, true, RawClient.request(Remote.loopback(80), "X-Filler: " + "x".repeat(4000) + "\r\n")),
    /** A frame of 64 KiB, a byte at a time. */
    SLOW_FRAME(Assault.DRIP, true, frame(0x82, new byte[64 * 1024])),
    /** Messages of 64 KiB whose echoes are not read. */
    STALLED_READER(Assault.FLOOD, false, frame(0x82, new byte[64 * 1024])),
    /** Pings whose Pongs are not read. */
    PING_FLOOD(Assault.FLOOD, false, many(frame(0x89, (byte) 'x'))),
    /** Messages that inflate a thousandfold. */
    BOMB(Assault.FLOOD, true, frame(0xc1, deflated(new byte[16 * 1024 * 1024]))),
    /** A message in empty fragments, more than a step takes. */
    EMPTY_FRAGMENTS(Assault.FLOOD, true, fragments()),
    /** Frames that nothing allows: no mask, a reserved opcode, invalid UTF-8, a length of 2^62. */
    NONSENSE(
            Assault.FLOOD,
            true,
            new byte[] {(byte) 0x81, 1, 'x'},
            frame(0x83),
            frame(0x81, (byte) 0xc0, (byte) 0x80),
            new byte[] {(byte) 0x82, (byte) 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4});

    /** Bytes of one step. */
    private static final int DRIP = 1;

    private static final int FLOOD = 64 * 1024;

    private final int perStep;
    private final boolean reads;

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to them
    private final List<byte[]> loads;

    Assault(int perStep, boolean reads, byte[]... loads) {
        this.perStep = perStep;
        this.reads = reads;
        this.loads = List.of(loads);
    }

    /** Whether the opening handshake is done first. */
    boolean opens() {
        return this != SLOW_HANDSHAKE;
    }

    /** Further headers of the opening handshake. */
    String headers() {
        return this == BOMB ? "Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover\r\n" : "";
    }

    /** Whether what the server sends is read; where it is not, the receive buffer is small too. */
    boolean reads() {
        return reads;
    }

    /** Bytes of one step at most. */
    int perStep() {
        return perStep;
    }

    /** What is sent over and over. */
    byte[] load(int number) {
        return loads.get(number % loads.size());
    }

    private static byte[] many(byte[] frame) {
        return filled(new ByteArrayOutputStream(), frame);
    }

    private static byte[] fragments() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(frame(0x01));
        return filled(all, frame(0x00));
    }

    /** With as many of a frame as a step takes. */
    private static byte[] filled(ByteArrayOutputStream all, byte[] frame) {
        while (all.size() < FLOOD) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /** A message's payload as permessage-deflate has it (RFC 7692, 7.2.1). */
    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            byte[] out = new byte[plain.length / 500];
            int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            byte[] payload = new byte[size - 4]; // "removing 4 octets (that are 0x00 0x00 0xff 0xff) from the tail end"
            System.arraycopy(out, 0, payload, 0, payload.length);
            return payload;
        } finally {
            deflater.end();
        }
    }
}
