package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An outgoing connection under way. It is settled once: connected, failed or cancelled. */
final class Dialing implements Acceptor, Cancellable {
    private static final Receiver DEAF = new Receiver() {
        @Override
        public void onBytes(java.nio.ByteBuffer bytes) {}

        @Override
        public void onWritable() {}

        @Override
        public void onEnd() {}

        @Override
        public void onClosed(@Nullable Throwable cause) {}
    };

    private final Channel channel;
    private final Acceptor acceptor;
    private final AtomicBoolean settled = new AtomicBoolean();

    Dialing(Channel channel, Acceptor acceptor) {
        this.channel = channel;
        this.acceptor = acceptor;
    }

    @Override
    public Receiver accept(Wire wire) {
        if (settled.compareAndSet(false, true)) {
            return acceptor.accept(wire);
        }
        wire.close();
        return DEAF;
    }

    @Override
    public void failed(IOException cause) {
        if (settled.compareAndSet(false, true)) {
            acceptor.failed(cause);
        }
    }

    @Override
    public void cancel() {
        if (settled.compareAndSet(false, true)) {
            var unused = channel.close();
        }
    }
}
