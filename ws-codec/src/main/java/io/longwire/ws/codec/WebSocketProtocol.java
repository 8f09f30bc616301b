package io.longwire.ws.codec;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The incoming half of a connection and its closing handshake: bytes in, events out (RFC 6455, 5 to 7).
 *
 * <p><b>Rules of this file.</b> No sockets, threads, clocks or loggers. What is wrong is a row of {@link Violation}; no close code
 * stands here. A sentence of the standard stands on the line that obeys it. Pings and Closes are answered here, not in a callback
 * that someone might forget. State is brought in order <em>before</em> a callback, so a callback may do and throw what it likes.
 *
 * <p><b>Theory of operation.</b> {@link #receive} alternates between {@link FrameDecoder#head} and the payload behind it. Payload
 * takes one of these ways:
 *
 * <ul>
 *   <li>A message that is whole in this read is unmasked where it lies and handed on: no copy, no object.
 *   <li>What is in pieces is unmasked <em>into</em> a block that grows with what has come, never with what was announced alone.
 *   <li>Where parts were asked for, each piece is unmasked where it lies and handed on.
 *   <li>With extensions, each piece is unmasked where it lies and passed through them; what comes out is put together, or handed
 *       on as parts.
 *   <li>Control frames are handed on where they lie, or put together in a block of their own if they are cut.
 * </ul>
 *
 * <p>Text is judged as it comes, so that a wrong byte fails the connection before the rest of its frame was sent. Validity,
 * limits and order are all judged by the bytes and never by how the network cut them.
 *
 * <pre>
 *           close()            peer's Close
 *   OPEN -----------&gt; CLOSING -----------&gt; CLOSED
 *     |                  |                   ^
 *     |   peer's Close, answered             |
 *     +--------------------------------------+
 *     |                  | violation, fail()
 *     +------------------+--------------&gt; FAILED
 * </pre>
 *
 * In CLOSING frames are still read, as the peer's Close is among them, but messages and pings are dropped. In CLOSED and FAILED
 * nothing is read any more.
 *
 * <p>One thread at a time: the connection's loop.
 */
public final class WebSocketProtocol {
    private enum State {
        OPEN,
        CLOSING,
        CLOSED,
        FAILED
    }

    private final FrameDecoder decoder;
    private final ProtocolEvents events;
    private final Blocks blocks;
    /** Null without extensions. */
    private final @Nullable Decoding decoding;

    private final boolean parts;

    private State state = State.OPEN;
    private boolean receiving;
    private boolean released;

    // The message that is open, as far as it has come.
    private @Nullable ByteBuffer assembly;
    private boolean ascii = true;
    private byte utf8 = Utf8.ACCEPT;

    /** A control frame that was cut, as far as it has come. */
    private @Nullable ByteBuffer cutControl;

    /**
     * A connection after its opening handshake.
     *
     * @param role this side's role
     * @param limits what the peer may send
     * @param parts whether messages are told by {@link ProtocolEvents#onPart} instead of {@link ProtocolEvents#onMessage}
     * @param blocks memory for what must be put together
     * @param extensions in the order in which the server's answer named them; closed by {@link #release}
     * @param rsvBits the reserved bits these own, 4 for RSV1, 2 for RSV2, 1 for RSV3, added up
     * @param events told of what comes
     */
    public WebSocketProtocol(
            Role role,
            Limits limits,
            boolean parts,
            Blocks blocks,
            List<Extension> extensions,
            int rsvBits,
            ProtocolEvents events) {
        this.parts = parts;
        this.blocks = blocks;
        this.events = events;
        long maxMessage = parts ? limits.message() : Math.min(limits.message(), Integer.MAX_VALUE);
        // With extensions a header announces the size before decoding, which says nothing about the message's.
        boolean plain = extensions.isEmpty();
        this.decoder = new FrameDecoder(role, limits, plain ? maxMessage : Long.MAX_VALUE, rsvBits);
        this.decoding = plain ? null : new Decoding(extensions, maxMessage, limits.inflateRatio(), new Decoded());
    }

    /**
     * Takes what the peer sent, in any cut. Never throws for the peer's bytes.
     *
     * <p>When a callback or an extension throws, this method does too, and {@code bytes} stands behind what was handed on. Who
     * wants to know whether a Close follows may {@link #close} and go on with the rest.
     *
     * @param bytes borrowed and consumed; changed in place
     */
    public void receive(ByteBuffer bytes) {
        if (receiving) {
            throw new IllegalStateException("called from its own callback");
        }
        receiving = true;
        ByteOrder order = bytes.order();
        bytes.order(ByteOrder.BIG_ENDIAN);
        try {
            while (bytes.hasRemaining() && !discarding()) {
                Violation wrong = decoder.head(bytes);
                if (wrong != null) {
                    fail(wrong);
                } else if (decoder.inPayload()) {
                    payload(bytes);
                }
            }
            if (discarding()) {
                // 1.4: "after receiving a control frame indicating the connection should be closed, a peer discards
                // any further data received."
                bytes.position(bytes.limit());
            }
        } finally {
            receiving = false;
            bytes.order(order);
            if (released) {
                giveBack();
            }
        }
    }

    private void payload(ByteBuffer in) {
        int at = in.position();
        int end = in.limit();
        int size = decoder.available(in.remaining());
        int key = decoder.key();
        try {
            if (decoder.isControl()) {
                control(in, at, size, key);
            } else {
                MessageKind kind = decoder.kind();
                boolean last = decoder.take(size);
                // A piece without bytes tells nothing but the end of its message.
                if (state == State.OPEN && (size > 0 || last)) {
                    data(in, at, size, key, kind, last);
                }
            }
        } finally {
            in.order(ByteOrder.BIG_ENDIAN).limit(end).position(at + size);
        }
    }

    private void data(ByteBuffer in, int at, int size, int key, MessageKind kind, boolean last) {
        if (decoding != null) {
            decode(decoding, in, at, size, key, kind, last);
        } else if (parts) {
            boolean allAscii = unmask(in, at, size, key, kind);
            part(window(in, at, size), kind, allAscii, last);
        } else if (last && assembly == null) {
            whole(in, at, size, key, kind);
        } else {
            assemble(in, at, size, key, kind, last);
        }
    }

    private static boolean unmask(ByteBuffer in, int at, int size, int key, MessageKind kind) {
        if (key != 0) {
            return Masking.apply(key, in, at, size);
        }
        return kind == MessageKind.TEXT && Utf8.isAscii(in, at, size);
    }

    /** The message is whole in this read. */
    private void whole(ByteBuffer in, int at, int size, int key, MessageKind kind) {
        boolean allAscii = unmask(in, at, size, key, kind);
        if (kind == MessageKind.TEXT && !allAscii && !Utf8.isValid(in, at, size)) {
            fail(Violation.TEXT_NOT_UTF8);
            return;
        }
        events.onMessage(kind, window(in, at, size), allAscii);
    }

    private void assemble(ByteBuffer in, int at, int size, int key, MessageKind kind, boolean last) {
        ByteBuffer block = Assembly.room(blocks, assembly, size, decoder.left(), !decoder.fin(), decoder.maxMessage());
        assembly = block;
        int to = block.position();
        boolean allAscii = Masking.copy(key, in, at, block, to, size);
        block.position(to + size);
        if (kind == MessageKind.TEXT && !goesOn(block, to, size, allAscii, last)) {
            fail(Violation.TEXT_NOT_UTF8);
        } else if (last) {
            deliver(kind, block);
        }
    }

    private void deliver(MessageKind kind, ByteBuffer block) {
        boolean allAscii = ascii;
        assembly = null;
        ascii = true;
        try {
            events.onMessage(kind, block.flip(), allAscii);
        } finally {
            blocks.give(block);
        }
    }

    private void part(ByteBuffer piece, MessageKind kind, boolean allAscii, boolean last) {
        if (kind == MessageKind.TEXT && !goesOn(piece, piece.position(), piece.remaining(), allAscii, last)) {
            fail(Violation.TEXT_NOT_UTF8);
            return;
        }
        events.onPart(kind, piece, last);
    }

    /** Whether the open text, with this piece, is or may become well-formed. */
    private boolean goesOn(ByteBuffer bytes, int from, int size, boolean allAscii, boolean last) {
        ascii &= allAscii;
        if (!allAscii || utf8 != Utf8.ACCEPT) {
            utf8 = (byte) Utf8.advance(utf8, bytes, from, size);
        }
        // 8.1: "When an endpoint is to interpret a byte stream as UTF-8 but finds that the byte stream is not, in
        // fact, a valid UTF-8 stream, that endpoint MUST _Fail the WebSocket Connection_."
        return last ? utf8 == Utf8.ACCEPT : utf8 != Utf8.REJECT;
    }

    private void decode(Decoding extended, ByteBuffer in, int at, int size, int key, MessageKind kind, boolean last) {
        if (key != 0) {
            Masking.apply(key, in, at, size);
        }
        Violation wrong = extended.decode(kind, decoder.rsv(), window(in, at, size), decoder.announced(), last);
        if (wrong != null) {
            fail(wrong);
        } else if (last && state == State.OPEN && !released) {
            if (assembly != null) {
                endOfDecoded(kind, assembly);
            } else {
                // Nothing came out, or all of it was handed on in parts.
                ByteBuffer nothing = window(in, at, 0);
                if (parts) {
                    part(nothing, kind, true, true);
                } else {
                    events.onMessage(kind, nothing, true);
                }
            }
        }
    }

    private void endOfDecoded(MessageKind kind, ByteBuffer block) {
        if (kind == MessageKind.TEXT && utf8 != Utf8.ACCEPT) {
            fail(Violation.TEXT_NOT_UTF8);
        } else {
            deliver(kind, block);
        }
    }

    /** What the extensions made of a piece. */
    private final class Decoded implements Decoding.Output {
        @Override
        public @Nullable Violation decoded(MessageKind kind, ByteBuffer chunk, long max) {
            int from = chunk.position();
            int size = chunk.remaining();
            ByteBuffer text = chunk;
            boolean allAscii;
            if (parts) {
                allAscii = kind == MessageKind.TEXT && Utf8.isAscii(chunk);
            } else {
                text = Assembly.room(blocks, assembly, size, 0, true, max);
                assembly = text;
                from = text.position();
                allAscii = Masking.copy(0, chunk, chunk.position(), text, from, size);
                text.position(from + size);
            }
            if (kind == MessageKind.TEXT && !goesOn(text, from, size, allAscii, false)) {
                return Violation.TEXT_NOT_UTF8;
            }
            if (parts) {
                events.onPart(kind, chunk, false);
            }
            return null;
        }

        @Override
        public boolean abandoned() {
            return state != State.OPEN || released;
        }
    }

    private void control(ByteBuffer in, int at, int size, int key) {
        int opcode = decoder.opcode();
        if (cutControl == null && size == decoder.left()) {
            decoder.take(size);
            if (key != 0) {
                Masking.apply(key, in, at, size);
            }
            control(opcode, in, at, size);
            return;
        }
        ByteBuffer block = cutControl;
        if (block == null) {
            block = blocks.take((int) decoder.left());
            cutControl = block;
        }
        int to = block.position();
        Masking.copy(key, in, at, block, to, size);
        block.position(to + size);
        if (decoder.take(size)) {
            cutControl = null;
            try {
                control(opcode, block, 0, block.position());
            } finally {
                blocks.give(block);
            }
        }
    }

    private void control(int opcode, ByteBuffer frame, int at, int size) {
        if (opcode == ControlFrame.CLOSE.opcode()) {
            closeFrame(frame, at, size);
        } else if (state != State.OPEN) {
            // Our Close was the last frame of ours that the peer reads (1.4), so there is no answer to give.
            return;
        } else if (opcode == ControlFrame.PING.opcode()) {
            // 5.5.2: "Upon receipt of a Ping frame, an endpoint MUST send a Pong frame in response"
            // 5.5.3: "A Pong frame sent in response to a Ping frame must have identical 'Application data'"
            events.control(ControlFrame.PONG, window(frame, at, size));
            events.onPing(window(frame, at, size));
        } else {
            events.onPong(window(frame, at, size));
        }
    }

    private void closeFrame(ByteBuffer frame, int at, int size) {
        int code = Closed.NO_STATUS;
        String text = "";
        if (size > 0) {
            code = frame.getShort(at) & 0xFFFF;
            // 7.4.1: 1005, 1006 and 1015 "MUST NOT be set as a status code in a Close control frame"; 7.4.2 says
            // which codes are given to whom.
            if (!CloseReason.isSendable(code)) {
                fail(Violation.CLOSE_CODE);
                return;
            }
            byte[] rest = new byte[size - 2];
            frame.get(at + 2, rest);
            // 5.5.1: "the body MAY contain UTF-8-encoded data"
            if (!Utf8.isValid(ByteBuffer.wrap(rest))) {
                fail(Violation.CLOSE_TEXT_NOT_UTF8);
                return;
            }
            text = new String(rest, StandardCharsets.UTF_8);
        }
        boolean answer = state == State.OPEN;
        state = State.CLOSED;
        dropMessage();
        if (answer) {
            // 5.5.1: "When sending a Close frame in response, the endpoint typically echos the status code it
            // received."
            events.control(ControlFrame.CLOSE, window(frame, at, Math.min(size, 2)));
        }
        events.onCloseReceived(code, text);
    }

    /**
     * Starts the closing handshake (RFC 6455, 7.1.2): the Close frame is handed to {@link ProtocolEvents#control}. From now on
     * the peer's messages and pings are dropped.
     *
     * @return false when a Close was sent before, or the connection is over; then nothing happens
     */
    public boolean close(CloseReason reason) {
        if (state != State.OPEN || released) {
            return false;
        }
        state = State.CLOSING;
        dropMessage();
        events.control(ControlFrame.CLOSE, closeBody(reason.code(), reason.text()));
        return true;
    }

    /**
     * Fails the connection (RFC 6455, 7.1.7) for something that the caller found, as if the bytes had shown it: by the clock, or
     * by counting.
     *
     * @return false when the peer's Close was received, the connection failed before or is over; then nothing happens
     */
    public boolean fail(Violation violation) {
        if (discarding()) {
            return false;
        }
        boolean first = state == State.OPEN;
        state = State.FAILED;
        dropMessage();
        if (first) {
            // 7.1.7: "the endpoint SHOULD send a Close frame with an appropriate status code"
            events.control(ControlFrame.CLOSE, closeBody(violation.closeCode(), violation.sentence()));
        }
        events.onViolation(violation);
        return true;
    }

    private static ByteBuffer closeBody(int code, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + utf8.length)
                .putShort((short) code)
                .put(utf8)
                .flip();
    }

    /** The most bytes of a message. */
    public long maxMessage() {
        return decoding == null ? decoder.maxMessage() : decoding.maxMessage();
    }

    /** From here on messages have so many bytes at most. Not while one is open. */
    public void maxMessage(long most) {
        if (decoding == null) {
            decoder.maxMessage(most);
        } else {
            decoding.maxMessage(most);
        }
    }

    /** Whether this side's Close frame was handed to {@link ProtocolEvents#control}. */
    public boolean closeSent() {
        return state != State.OPEN;
    }

    /** Whether the peer's Close frame came. */
    public boolean closeReceived() {
        return state == State.CLOSED;
    }

    /** Whether what the peer sends is discarded without a look: after its Close, a violation, or the end. */
    public boolean discarding() {
        return state == State.CLOSED || state == State.FAILED || released;
    }

    /** Whether a frame has begun, be it with one byte of its header, and not ended. */
    public boolean midFrame() {
        return !discarding() && decoder.midFrame();
    }

    /** Whether a message has begun and not ended: part of a frame, or of its fragments, is still to come. */
    public boolean midMessage() {
        return !discarding() && decoder.midMessage();
    }

    /** How many frames have begun, control frames too. It may wrap: a clock compares it with what it was. */
    public int frames() {
        return decoder.frames();
    }

    /** How many messages have begun. It may wrap: a clock compares it with what it was. */
    public int messages() {
        return decoder.messages();
    }

    /** The connection is over: gives its memory back and closes the extensions. A second call does nothing. */
    public void release() {
        if (!released) {
            released = true;
            if (!receiving) {
                giveBack();
            }
        }
    }

    private void giveBack() {
        dropMessage();
        if (cutControl != null) {
            blocks.give(cutControl);
            cutControl = null;
        }
        if (decoding != null) {
            decoding.close();
        }
    }

    private void dropMessage() {
        if (assembly != null) {
            blocks.give(assembly);
            assembly = null;
        }
    }

    private static ByteBuffer window(ByteBuffer buffer, int from, int size) {
        return buffer.limit(from + size).position(from);
    }
}
