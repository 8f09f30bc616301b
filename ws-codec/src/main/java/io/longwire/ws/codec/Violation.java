package io.longwire.ws.codec;

/**
 * What a peer can do wrong, one row each: the close code it gets, the place in the standard, the sentence. Nothing else in the
 * codec chooses a close code for a peer's mistake.
 *
 * <p>Most rows are found in the bytes, as soon as the bytes allow; the last ones are judged by the session, on its clock or by
 * counting.
 */
public enum Violation {
    /** A bit is set that no negotiated extension owns, or on a frame that may not have it. */
    RESERVED_BIT(1002, "RFC 6455, 5.2", "reserved bit set without an extension that owns it"),
    /** Opcodes 3 to 7 and 11 to 15. */
    RESERVED_OPCODE(1002, "RFC 6455, 5.2", "reserved opcode"),
    /** A control frame without FIN. */
    CONTROL_FRAGMENTED(1002, "RFC 6455, 5.5", "fragmented control frame"),
    /** A control frame of more than 125 bytes. */
    CONTROL_TOO_LONG(1002, "RFC 6455, 5.5", "control frame longer than 125 bytes"),
    /** A continuation frame outside a fragmented message. */
    NOTHING_TO_CONTINUE(1002, "RFC 6455, 5.4", "continuation frame without a message to continue"),
    /** A text or binary frame inside a fragmented message. */
    MESSAGE_INSIDE_MESSAGE(1002, "RFC 6455, 5.4", "new message inside a fragmented message"),
    /** A client's frame without a mask. */
    UNMASKED_FRAME(1002, "RFC 6455, 5.1", "unmasked frame from a client"),
    /** A server's frame with a mask. */
    MASKED_FRAME(1002, "RFC 6455, 5.1", "masked frame from a server"),
    /** A length in more bytes than it needs. */
    LENGTH_NOT_MINIMAL(1002, "RFC 6455, 5.2", "payload length not in its shortest form"),
    /** A 64-bit length whose most significant bit is set. */
    LENGTH_TOP_BIT(1002, "RFC 6455, 5.2", "most significant bit of the payload length is set"),
    /** A frame above {@link Limits#frame}. */
    FRAME_TOO_BIG(1009, "RFC 6455, 10.4", "frame too big"),
    /** A message above {@link Limits#message}. */
    MESSAGE_TOO_BIG(1009, "RFC 6455, 10.4", "message too big"),
    /** More fragments than {@link Limits#fragments}. */
    TOO_MANY_FRAGMENTS(1008, "RFC 6455, 10.4", "too many fragments"),
    /** Text that is not well-formed UTF-8. */
    TEXT_NOT_UTF8(1007, "RFC 6455, 8.1", "text is not valid UTF-8"),
    /** A Close frame with half a code. */
    CLOSE_ONE_BYTE(1002, "RFC 6455, 5.5.1", "close frame with a payload of one byte"),
    /** A Close frame with a code that may not be sent. */
    CLOSE_CODE(1002, "RFC 6455, 7.4", "close code not allowed on the wire"),
    /** A Close frame whose text is not well-formed UTF-8. */
    CLOSE_TEXT_NOT_UTF8(1007, "RFC 6455, 8.1", "close text is not valid UTF-8"),
    /** Payload that an extension cannot decode. */
    EXTENSION_PAYLOAD(1007, "RFC 6455, 9", "payload that the extension cannot decode"),
    /** A message that grows more than {@link Limits#inflateRatio} times. */
    INFLATE_RATIO(1008, "RFC 6455, 10.4", "compression ratio too high"),

    /** Judged by the session: a frame took too long. */
    FRAME_TIMEOUT(1008, "RFC 6455, 10.4", "frame timeout"),
    /** Judged by the session: a message took too long. */
    MESSAGE_TIMEOUT(1008, "RFC 6455, 10.4", "message timeout"),
    /** Judged by the session: too many control frames in a time. */
    CONTROL_RATE(1008, "RFC 6455, 10.4", "too many control frames"),
    /** Judged by the session: too many messages in a time. */
    MESSAGE_RATE(1008, "RFC 6455, 10.4", "too many messages"),
    /** Judged by the session: text to an endpoint that takes bytes, or the reverse. */
    UNSUPPORTED_KIND(1003, "RFC 6455, 7.4.1", "this endpoint does not take messages of this kind");

    private final int closeCode;
    private final String rfc;
    private final String sentence;

    Violation(int closeCode, String rfc, String sentence) {
        this.closeCode = closeCode;
        this.rfc = rfc;
        this.sentence = sentence;
    }

    /** The status code of the Close frame that the peer gets (RFC 6455, 7.4.1). */
    public int closeCode() {
        return closeCode;
    }

    /** The section of the standard that was not kept, or that allows the limit. */
    public String rfc() {
        return rfc;
    }

    /** What is wrong, at most 60 bytes of ASCII; it is the text of the Close frame. */
    public String sentence() {
        return sentence;
    }
}
