package io.longwire.ws.codec;

/** The control frames (RFC 6455, 5.5). */
public enum ControlFrame {
    /** RFC 6455, 5.5.1. */
    CLOSE(0x8),
    /** RFC 6455, 5.5.2. */
    PING(0x9),
    /** RFC 6455, 5.5.3. */
    PONG(0xA);

    /** The longest payload of a control frame in bytes (RFC 6455, 5.5). */
    public static final int MAX_PAYLOAD = 125;

    private final int opcode;

    ControlFrame(int opcode) {
        this.opcode = opcode;
    }

    /** The opcode on the wire (RFC 6455, 11.8). */
    public int opcode() {
        return opcode;
    }
}
