package io.longwire.ws.codec;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.InvalidPayload;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Incoming messages on their way through the extensions. What comes out is counted before it goes on, so a message that inflates
 * without end stops at the limit, while it inflates.
 *
 * <p>A verdict depends on the bytes alone and never on how they were cut: the ratio is taken to what the headers announced so far,
 * and what is within the limits is passed on before the rest is found too much.
 */
final class Decoding implements Extension.Head, Extension.Sink {
    /** Takes a chunk that is within the limits. */
    interface Output {
        /**
         * Takes it.
         *
         * @param max the most bytes that the whole message may have
         * @return what is wrong with it, null for nothing
         */
        @Nullable
        Violation decoded(MessageKind kind, ByteBuffer chunk, long max);

        /** Whether nobody wants the rest of the message: the connection was closed while it was decoded. */
        boolean abandoned();
    }

    private final List<Extension> extensions;
    private final ExtensionChain chain;
    private final Output output;
    private long maxMessage;
    private final int ratio;

    private MessageKind kind = MessageKind.BINARY;
    private int rsv;
    private long announced;
    private long produced;
    private @Nullable Stop stopped;

    Decoding(List<Extension> extensions, long maxMessage, int ratio, Output output) {
        this.extensions = List.copyOf(extensions);
        this.chain = ExtensionChain.decoding(this.extensions, this, this);
        this.output = output;
        this.maxMessage = maxMessage;
        this.ratio = ratio;
    }

    long maxMessage() {
        return maxMessage;
    }

    void maxMessage(long most) {
        maxMessage = most;
    }

    /**
     * Passes a chunk of a message through.
     *
     * @param announced how many bytes the frames of this message announced so far
     * @return what is wrong with the message, null for nothing
     */
    @Nullable
    Violation decode(MessageKind kind, int rsv, ByteBuffer chunk, long announced, boolean last) {
        this.kind = kind;
        this.rsv = rsv;
        this.announced = announced;
        try {
            chain.run(chunk, last);
        } catch (Stop stop) {
            // Noted in "stopped" too, as an extension might have caught it.
        } catch (InvalidPayload invalid) {
            return Violation.EXTENSION_PAYLOAD;
        } finally {
            if (last) {
                produced = 0;
            }
        }
        return stopped == null ? null : stopped.violation;
    }

    @Override
    public void accept(ByteBuffer chunk) {
        if (stopped == null && output.abandoned()) {
            stopped = new Stop(null);
        }
        if (stopped != null) {
            throw stopped;
        }
        long max = maxMessage;
        Violation beyond = Violation.MESSAGE_TOO_BIG;
        if (ratio > 0 && announced < max / ratio && max > Limits.RATIO_FREE) {
            max = Math.max(announced * ratio, Limits.RATIO_FREE);
            beyond = Violation.INFLATE_RATIO;
        }
        int size = chunk.remaining();
        int fits = (int) Math.min(size, max - produced);
        Violation wrong = null;
        if (fits > 0) {
            int end = chunk.limit();
            chunk.limit(chunk.position() + fits);
            produced += fits;
            wrong = output.decoded(kind, chunk, maxMessage);
            chunk.limit(end).position(end);
        }
        if (wrong == null && fits < size) {
            wrong = beyond;
        }
        if (wrong != null) {
            stopped = new Stop(wrong);
            throw stopped;
        }
    }

    @Override
    public MessageKind kind() {
        return kind;
    }

    @Override
    public long size() {
        return -1;
    }

    @Override
    public boolean rsv(int bit) {
        return (rsv & bit) != 0;
    }

    @Override
    public void setRsv(int bit) {
        throw new UnsupportedOperationException("the reserved bits of an incoming message are as the peer set them");
    }

    /** Closes each extension, also when one before it throws. */
    void close() {
        closeFrom(0);
    }

    private void closeFrom(int first) {
        if (first < extensions.size()) {
            try {
                extensions.get(first).close();
            } finally {
                closeFrom(first + 1);
            }
        }
    }

    /** Ends the work of the extensions on a message. It reaches no one but {@link #decode}. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final @Nullable Violation violation;

        Stop(@Nullable Violation violation) {
            super(null, null, false, false);
            this.violation = violation;
        }
    }
}
