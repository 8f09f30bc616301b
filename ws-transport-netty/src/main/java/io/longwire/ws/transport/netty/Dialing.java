package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An outgoing connection under way. It is settled once: connected, failed or cancelled. */
final class Dialing implements Acceptor, Cancellable {
    private static final Receiver DEAF = new Receiver() {
        @Override
        public void onBytes(ByteBuffer bytes) {}

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

    void dial(ChannelFuture registered, SocketAddress address) {
        registered.addListener(ready -> {
            if (ready.isSuccess()) {
                // Later: a connection that is made at once, while Netty still registers the channel, is announced
                // twice.
                channel.eventLoop().execute(() -> channel.connect(address).addListener(done -> tried(done, address)));
            } else {
                tried(ready, address);
            }
        });
    }

    private void tried(Future<?> done, SocketAddress address) {
        Throwable cause = done.cause();
        if (cause != null) {
            failed(
                    cause instanceof IOException e
                            ? e
                            : new IOException("cannot connect to " + address + ": " + cause, cause));
        }
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
