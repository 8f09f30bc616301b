package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Heads of frames (RFC 6455, 5.2) whose length may stand in any form, and the masking key left out. */
final class Heads {
    static final int FIN = 0x80;

    private Heads() {}

    /**
     * Opens a connection and sends a head alone, with the mask bit that the peer's role demands, and no key.
     *
     * @param first FIN, the reserved bits and the opcode
     * @param form the bits of the length: 7, 16 or 64
     */
    static Input sent(int first, int form, long length) {
        return play -> play.open().send(of(play.role(), first, form, length));
    }

    /** A head as a peer of this role of ours sends it. */
    static byte[] of(Role ours, int first, int form, long length) {
        int mask = ours == Role.SERVER ? 0x80 : 0;
        ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
        switch (form) {
            case 7 -> head.put((byte) (mask | length));
            case 16 -> head.put((byte) (mask | 126)).putShort((short) length);
            default -> head.put((byte) (mask | 127)).putLong(length);
        }
        return Arrays.copyOf(head.array(), head.position());
    }
}
