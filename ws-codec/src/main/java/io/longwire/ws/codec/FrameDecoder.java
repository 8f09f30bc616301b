package io.longwire.ws.codec;

import io.longwire.ws.MessageKind;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads frame headers (RFC 6455, 5.2) and knows where in a frame and in a message the stream stands. It judges each byte of a
 * header as soon as it is there and keeps none: what a header says lives in these fields, so a header may be cut anywhere.
 *
 * <p>Two states matter to its user: it wants a {@link #head}, or it stands {@link #inPayload} and what there is of the payload
 * is accounted for by {@link #take}.
 */
final class FrameDecoder {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    private static final int CONTROL = 0x8;

    // What comes next. A length or a key may be there in part: "missing" says how much is not.
    private static final byte FIRST = 0;
    private static final byte SECOND = 1;
    private static final byte LENGTH_16 = 2;
    private static final byte LENGTH_64 = 3;
    private static final byte KEY = 4;
    private static final byte PAYLOAD = 5;

    private final Limits limits;
    private long maxMessage;
    private final boolean masked;
    private final byte rsvBits;

    private byte step;
    private byte missing;
    private byte opcode;
    private boolean fin;
    /** The opcode of the message that is open; {@link #CONTINUATION} when none is. */
    private byte message;

    private byte messageRsv;
    private int fragments;
    /** Frames and messages that have begun; they may wrap, as they are only compared with themselves. */
    private int frames;

    private int messages;
    /** So many bytes of the message were announced so far. */
    private long announced;
    /** So many bytes of the frame's payload are still to come. */
    private long left;

    private int key;

    /**
     * @param maxMessage the most bytes that headers may announce for one message
     * @param rsvBits the reserved bits that extensions own
     */
    FrameDecoder(Role role, Limits limits, long maxMessage, int rsvBits) {
        this.limits = limits;
        this.maxMessage = maxMessage;
        this.masked = role == Role.SERVER;
        this.rsvBits = (byte) rsvBits;
    }

    /** The most bytes that headers may announce for one message. */
    long maxMessage() {
        return maxMessage;
    }

    void maxMessage(long most) {
        maxMessage = most;
    }

    /** Reads what there is of a header; afterwards {@link #inPayload}, or all bytes are consumed, or something is wrong. */
    @Nullable
    Violation head(ByteBuffer in) {
        while (step != PAYLOAD && in.hasRemaining()) {
            Violation wrong = switch (step) {
                case FIRST -> first(in.get());
                case SECOND -> second(in.get());
                case LENGTH_16, LENGTH_64 -> length(in);
                default -> key(in);
            };
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private @Nullable Violation first(byte b) {
        frames++;
        opcode = (byte) (b & 0xF);
        fin = b < 0;
        int rsv = b >> 4 & 7;
        boolean data = opcode == TEXT || opcode == BINARY;
        // 5.2: "MUST be 0 unless an extension is negotiated that defines meanings for non-zero values."
        // RFC 7692, 6 gives RSV1 to the first frame of a message alone.
        if (rsv != 0 && (!data || (rsv & ~rsvBits) != 0)) {
            return Violation.RESERVED_BIT;
        }
        step = SECOND;
        if (data) {
            return firstOfMessage(rsv);
        }
        if (opcode == CONTINUATION) {
            return nextOfMessage();
        }
        // 5.2: "If an unknown opcode is received, the receiving endpoint MUST _Fail the WebSocket Connection_."
        if (opcode < CONTROL || opcode > ControlFrame.PONG.opcode()) {
            return Violation.RESERVED_OPCODE;
        }
        // 5.5: "All control frames [...] MUST NOT be fragmented."
        return fin ? null : Violation.CONTROL_FRAGMENTED;
    }

    private @Nullable Violation firstOfMessage(int rsv) {
        // 5.4: "The fragments of one message MUST NOT be interleaved between the fragments of another message"
        if (message != CONTINUATION) {
            return Violation.MESSAGE_INSIDE_MESSAGE;
        }
        messages++;
        message = opcode;
        messageRsv = (byte) rsv;
        fragments = 1;
        announced = 0;
        return null;
    }

    private @Nullable Violation nextOfMessage() {
        if (message == CONTINUATION) {
            return Violation.NOTHING_TO_CONTINUE;
        }
        if (fragments == limits.fragments()) {
            return Violation.TOO_MANY_FRAGMENTS;
        }
        fragments++;
        return null;
    }

    private @Nullable Violation second(byte b) {
        if (masked != b < 0) {
            // 5.1: "The server MUST close the connection upon receiving a frame that is not masked."
            // 5.1: "A client MUST close a connection if it detects a masked frame."
            return masked ? Violation.UNMASKED_FRAME : Violation.MASKED_FRAME;
        }
        int length = b & 0x7F;
        if (isControl()) {
            // 5.5: "All control frames MUST have a payload length of 125 bytes or less"
            if (length > ControlFrame.MAX_PAYLOAD) {
                return Violation.CONTROL_TOO_LONG;
            }
            // 5.5.1: "If there is a body, the first two bytes of the body MUST be a 2-byte unsigned integer"
            if (opcode == ControlFrame.CLOSE.opcode() && length == 1) {
                return Violation.CLOSE_ONE_BYTE;
            }
        }
        if (length > 125) {
            step = length == 126 ? LENGTH_16 : LENGTH_64;
            missing = (byte) (length == 126 ? 2 : 8);
            left = 0;
            return null;
        }
        left = length;
        return lengthKnown();
    }

    private @Nullable Violation length(ByteBuffer in) {
        // 5.2: "the most significant bit MUST be 0"
        if (missing == 8 && in.get(in.position()) < 0) {
            return Violation.LENGTH_TOP_BIT;
        }
        do {
            left = left << 8 | in.get() & 0xFF;
        } while (--missing > 0 && in.hasRemaining());
        if (missing > 0) {
            return null;
        }
        // 5.2: "in all cases, the minimal number of bytes MUST be used to encode the length"
        if (left <= (step == LENGTH_16 ? 125 : 0xFFFF)) {
            return Violation.LENGTH_NOT_MINIMAL;
        }
        return lengthKnown();
    }

    private @Nullable Violation lengthKnown() {
        if (!isControl()) {
            if (left > limits.frame()) {
                return Violation.FRAME_TOO_BIG;
            }
            if (left > maxMessage - announced) {
                return Violation.MESSAGE_TOO_BIG;
            }
            announced += left;
        }
        step = masked ? KEY : PAYLOAD;
        missing = 4;
        key = 0;
        return null;
    }

    private @Nullable Violation key(ByteBuffer in) {
        if (missing == 4 && in.remaining() >= 4) {
            key = in.getInt();
            missing = 0;
        } else {
            key = key << 8 | in.get() & 0xFF;
            missing--;
        }
        if (missing == 0) {
            step = PAYLOAD;
        }
        return null;
    }

    /** Whether a header is complete and its payload is not. */
    boolean inPayload() {
        return step == PAYLOAD;
    }

    /** How many of the next bytes belong to this frame's payload. */
    int available(int bytes) {
        return (int) Math.min(left, bytes);
    }

    /**
     * So many bytes of the payload are dealt with.
     *
     * @return whether the frame ends with them, and with it the message or the control frame
     */
    boolean take(int bytes) {
        left -= bytes;
        key = Masking.advance(key, bytes);
        if (left > 0) {
            return false;
        }
        step = FIRST;
        if (fin && !isControl()) {
            message = CONTINUATION;
        }
        return fin;
    }

    boolean isControl() {
        return opcode >= CONTROL;
    }

    /** The opcode of this frame. */
    int opcode() {
        return opcode;
    }

    /** The kind of the message this data frame belongs to. */
    MessageKind kind() {
        return message == TEXT ? MessageKind.TEXT : MessageKind.BINARY;
    }

    /** The key for the next byte of the payload; 0 when the peer does not mask. */
    int key() {
        return key;
    }

    /** Whether this is the last frame of its message. */
    boolean fin() {
        return fin;
    }

    /** How many bytes of this frame's payload are still to come. */
    long left() {
        return left;
    }

    /** How many bytes of payload the frames of this message announced so far. */
    long announced() {
        return announced;
    }

    /** The reserved bits of the message's first frame. */
    int rsv() {
        return messageRsv;
    }

    /** Whether a frame has begun and not ended. */
    boolean midFrame() {
        return step != FIRST;
    }

    /** Whether a message has begun and not ended. */
    boolean midMessage() {
        return message != CONTINUATION;
    }

    int frames() {
        return frames;
    }

    int messages() {
        return messages;
    }
}
