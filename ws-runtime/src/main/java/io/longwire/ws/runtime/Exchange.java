package io.longwire.ws.runtime;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.codec.handshake.HeadLimits;
import io.longwire.ws.codec.handshake.ResponseHead;
import io.longwire.ws.codec.handshake.ResponseHeadReader;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request on a wire and the head of its answer. Who asked hands the wire on to the next receiver then. Loop only. */
final class Exchange implements Receiver {
    /** Who asks. Told once. */
    interface Asker {
        /** Who is asked, for sentences. */
        String peer();

        /**
         * The head of the answer has come.
         *
         * @param rest what came behind it, borrowed
         * @throws HandshakeFailed when it is not what was asked for: {@link #failed} follows, and the wire is closed
         */
        void answered(Wire wire, ResponseHead head, ByteBuffer rest) throws HandshakeFailed;

        /** There is no answer, or a wrong one. */
        void failed(IOException why);

        /** What to say of an answer that is no HTTP. */
        default HandshakeFailed malformed(HandshakeFailed why) {
            return why;
        }

        /** What to say of a wire that has ended, by the cause it ended with. */
        default HandshakeFailed ended(@Nullable Throwable cause) {
            return new HandshakeFailed("the connection ended before " + peer() + " answered", 0, Map.of(), cause);
        }
    }

    private final Wire wire;
    private final ByteBuffer request;
    private final ResponseHeadReader reader;
    private final Asker asker;
    private boolean over;

    Exchange(Wire wire, ByteBuffer request, HeadLimits limits, Asker asker) {
        this.wire = wire;
        this.request = request;
        this.reader = new ResponseHeadReader(limits);
        this.asker = asker;
    }

    /** Sends the request. */
    Exchange begin() {
        wire.write(request);
        return this;
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        if (over) {
            return;
        }
        try {
            ResponseHead head = read(bytes);
            if (head != null) {
                over = true;
                asker.answered(wire, head, bytes);
            }
        } catch (HandshakeFailed wrong) {
            fail(wrong);
            wire.close();
        }
    }

    private @Nullable ResponseHead read(ByteBuffer bytes) throws HandshakeFailed {
        try {
            return reader.read(bytes);
        } catch (HandshakeFailed malformed) {
            throw asker.malformed(malformed);
        }
    }

    private void fail(HandshakeFailed why) {
        over = true;
        asker.failed(why);
    }

    @Override
    public void onWritable() {
        if (request.hasRemaining()) {
            wire.write(request);
        }
    }

    @Override
    public void onEnd() {
        if (!over) {
            fail(new HandshakeFailed(asker.peer() + " ended the connection before it answered", 0, Map.of(), null));
            wire.close();
        }
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        if (!over) {
            fail(asker.ended(cause));
        }
    }
}
