package io.longwire.ws.codec;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half: messages in, bytes out (RFC 6455, 5 and 6.1). Without extensions it keeps no state, so connections of one
 * role may share one.
 *
 * <p>A server's payload is handed on as it is, behind its header. A client's is masked while it is copied. With extensions a
 * message is one frame, or, above {@link #FRAGMENT} encoded bytes, fragments of that size.
 *
 * <p>Every payload is borrowed and its position, limit and order are as before when the call returns. One thread at a time.
 */
public final class MessageEncoder {
    /** The most bytes in a frame that an extension encoded. */
    public static final int FRAGMENT = 64 * 1024;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONGEST_HEAD = 14;

    private final @Nullable IntSupplier maskKeys;
    private final Blocks blocks;
    private final List<Extension> extensions;
    private final int rsvBits;
    private @Nullable Encoding encoding;

    /**
     * An encoder.
     *
     * @param role this side's role
     * @param extensions in the order in which the server's answer named them; {@link WebSocketProtocol#release} closes them
     * @param rsvBits the reserved bits these own, 4 for RSV1, 2 for RSV2, 1 for RSV3, added up
     * @param blocks memory for encoded payload; all of it is given back before a call returns
     * @param maskKeys a fresh key for each frame, from a strong source of randomness (RFC 6455, 5.3); servers need none
     */
    public MessageEncoder(
            Role role, List<Extension> extensions, int rsvBits, Blocks blocks, @Nullable IntSupplier maskKeys) {
        if (role == Role.CLIENT && maskKeys == null) {
            throw new IllegalArgumentException("a client masks and needs keys");
        }
        // 5.1: "A server MUST NOT mask any frames that it sends to the client."
        this.maskKeys = role == Role.CLIENT ? maskKeys : null;
        this.blocks = blocks;
        this.extensions = List.copyOf(extensions);
        this.rsvBits = rsvBits;
    }

    /** Encodes a whole message. Text must be valid UTF-8; it is not looked at. */
    public void message(MessageKind kind, ByteBuffer payload, FrameSink out) {
        message(kind, payload, false, out);
    }

    /**
     * As {@link #message(MessageKind, ByteBuffer, FrameSink)}.
     *
     * @param sensitive whether extensions are told not to compress it
     */
    public void message(MessageKind kind, ByteBuffer payload, boolean sensitive, FrameSink out) {
        if (extensions.isEmpty()) {
            frame(FIN | opcode(kind), payload, out);
        } else {
            encoding().message(kind, payload, sensitive, out);
        }
    }

    /**
     * Encodes a part of a message whose size is not known yet. No other message may come between its parts; control frames may.
     *
     * @param first whether the message begins with this part
     * @param last whether it ends with this part
     */
    public void part(MessageKind kind, ByteBuffer payload, boolean first, boolean last, FrameSink out) {
        part(kind, -1, false, payload, first, last, out);
    }

    /**
     * Encodes a part of a message. No other message may come between its parts; control frames may.
     *
     * @param size of the whole message in bytes; negative when it is not known yet: then the peer can decode each part when it
     *     has come
     * @param sensitive whether extensions are told not to compress it
     * @param first whether the message begins with this part
     * @param last whether it ends with this part
     */
    public void part(
            MessageKind kind,
            long size,
            boolean sensitive,
            ByteBuffer payload,
            boolean first,
            boolean last,
            FrameSink out) {
        if (extensions.isEmpty()) {
            frame((last ? FIN : 0) | (first ? opcode(kind) : FrameDecoder.CONTINUATION), payload, out);
        } else {
            encoding().part(kind, size, sensitive, payload, first, last, out);
        }
    }

    /**
     * Encodes a control frame.
     *
     * @throws IllegalArgumentException when the payload is longer than 125 bytes (RFC 6455, 5.5)
     */
    public void control(ControlFrame kind, ByteBuffer payload, FrameSink out) {
        int size = payload.remaining();
        if (size > ControlFrame.MAX_PAYLOAD) {
            throw new IllegalArgumentException("the payload of a control frame has at most 125 bytes, not " + size);
        }
        int first = FIN | kind.opcode();
        if (maskKeys != null) {
            masked(first, payload, maskKeys.getAsInt(), out);
            return;
        }
        ByteBuffer to = out.room(LONGEST_HEAD + size);
        to.put((byte) first).put((byte) size);
        int at = to.position();
        to.put(at, payload, payload.position(), size).position(at + size);
    }

    private Encoding encoding() {
        if (encoding == null) {
            encoding = new Encoding(extensions, rsvBits, blocks, this);
        }
        return encoding;
    }

    static int opcode(MessageKind kind) {
        return kind == MessageKind.TEXT ? FrameDecoder.TEXT : FrameDecoder.BINARY;
    }

    /** One frame, whatever its size. */
    void frame(int first, ByteBuffer payload, FrameSink out) {
        if (maskKeys != null) {
            // 5.1: "a client MUST mask all frames that it sends to the server"
            masked(first, payload, maskKeys.getAsInt(), out);
            return;
        }
        int at = payload.position();
        int end = payload.limit();
        ByteOrder order = payload.order();
        head(first, end - at, 0, out.room(LONGEST_HEAD));
        if (at < end) {
            try {
                out.payload(payload);
            } finally {
                payload.limit(end).position(at).order(order);
            }
        }
    }

    private static void masked(int first, ByteBuffer payload, int frameKey, FrameSink out) {
        int at = payload.position();
        int left = payload.remaining();
        ByteOrder order = payload.order();
        payload.order(ByteOrder.BIG_ENDIAN);
        try {
            ByteBuffer to = out.room(room(LONGEST_HEAD + (long) left));
            head(first, left, MASKED, to);
            to.putInt(frameKey);
            int key = frameKey;
            while (true) {
                int step = Math.min(left, to.remaining());
                int start = to.position();
                Masking.copy(key, payload, at, to, start, step);
                to.position(start + step);
                at += step;
                left -= step;
                if (left == 0) {
                    return;
                }
                key = Masking.advance(key, step);
                to = out.room(room(left));
            }
        } finally {
            payload.order(order);
        }
    }

    private static int room(long wanted) {
        return (int) Math.min(wanted, FrameSink.MAX_ROOM);
    }

    /** 5.2: "in all cases, the minimal number of bytes MUST be used to encode the length" */
    private static void head(int first, int length, int mask, ByteBuffer to) {
        to.put((byte) first);
        if (length <= 125) {
            to.put((byte) (mask | length));
        } else if (length <= 0xFFFF) {
            to.put((byte) (mask | 126)).putShort((short) length);
        } else {
            to.put((byte) (mask | 127)).putLong(length);
        }
    }
}
