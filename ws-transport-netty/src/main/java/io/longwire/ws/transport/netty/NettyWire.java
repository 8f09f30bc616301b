package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection: the wire of the engine and the only handler in Netty's pipeline, in one object.
 *
 * <p>Netty closes a channel by posting {@code channelInactive}, so nothing here calls the receiver from within a call of the
 * receiver's. Everything but the methods that say "any thread" runs on the loop.
 */
final class NettyWire extends ChannelInboundHandlerAdapter implements Wire {
    /** How long {@link #close} waits for bytes in Netty's queue; a peer that does not read gets no more of our time. */
    private static final Duration LAST_BYTES = Duration.ofSeconds(10);

    private final NettyLoop loop;
    private final Channel channel;
    private final Output output;
    private final Acceptor acceptor;

    @Nullable
    NettyWire previous; // these two are the loop's

    @Nullable
    NettyWire next;

    private @Nullable SocketAddress local;
    private @Nullable SocketAddress remote;
    private @Nullable Receiver receiver;
    private @Nullable ByteBuf held; // read while paused; delivered before anything else is
    private @Nullable Throwable cause;
    private boolean paused;
    private boolean resuming;
    private boolean inputEnded;
    private boolean endTold;
    private boolean outputEnded;
    private boolean waiting; // a write left bytes
    private boolean closing;

    NettyWire(NettyLoop loop, Channel channel, Output output, Acceptor acceptor) {
        this.loop = loop;
        this.channel = channel;
        this.output = output;
        this.acceptor = acceptor;
    }

    Channel channel() {
        return channel;
    }

    boolean inputEnded() {
        return inputEnded;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public SocketAddress local() {
        return Addresses.ours(local);
    }

    @Override
    public SocketAddress remote() {
        return Addresses.ours(remote);
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (!waiting && bytes.hasRemaining() && !mute()) {
            try {
                output.send(channel, bytes);
                awaitRoom(bytes);
            } catch (IOException e) {
                broken(e);
            }
        }
    }

    @Override
    public void write(ByteBuffer head, ByteBuffer body) {
        if (!head.hasRemaining()) {
            write(body);
        } else if (!body.hasRemaining()) {
            write(head);
        } else if (!waiting && !mute()) {
            try {
                output.send(channel, head, body);
                awaitRoom(body);
            } catch (IOException e) {
                broken(e);
            }
        }
    }

    /** Whether bytes go nowhere. A closed descriptor's number may belong to another socket already, so Netty is asked too. */
    private boolean mute() {
        return closing || outputEnded || !channel.isActive();
    }

    private void awaitRoom(ByteBuffer last) {
        if (last.hasRemaining()) {
            waiting = true;
            output.awaitRoom(this);
        }
    }

    /** The socket takes bytes again. Netty is in the middle of something, so the receiver hears of it later. */
    void room() {
        if (waiting) {
            loop.execute(this::tellWritable);
        }
    }

    private void tellWritable() {
        if (waiting && !mute()) {
            waiting = false;
            try {
                receiver().onWritable();
            } catch (Throwable thrown) {
                fail(thrown);
            }
        }
    }

    @Override
    public void readable(boolean enabled) {
        if (!loop.inLoop()) {
            loop.execute(() -> readable(enabled));
        } else if (!closing && paused == enabled) {
            paused = !enabled;
            if (held == null && !inputEnded) {
                channel.config().setAutoRead(enabled);
            } else if (enabled && !resuming) {
                resuming = true;
                loop.execute(this::resume);
            }
        }
    }

    /** Delivers what came while the wire was paused, as far as the receiver wants it, and only then reads on. */
    private void resume() {
        resuming = false;
        try {
            for (ByteBuf late = held; late != null && !paused && !closing; late = held) {
                int length = Math.min(late.readableBytes(), loop.reads().size());
                int from = late.readerIndex();
                late.skipBytes(length);
                receiver().onBytes(late.internalNioBuffer(from, length));
                if (!late.isReadable()) {
                    dropHeld();
                }
            }
            if (paused || closing) {
                return;
            }
            if (!inputEnded) {
                channel.config().setAutoRead(true);
            } else if (!endTold) {
                tellEnd();
            }
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    @Override
    public void noDelay(boolean on) {
        if (!closing) {
            option(ChannelOption.TCP_NODELAY, on);
        }
    }

    @Override
    public void attach(Receiver next) {
        receiver = next;
    }

    @Override
    public void shutdownOutput() {
        if (!mute()) {
            outputEnded = true;
            output.afterSent(channel, () -> {
                // When it fails the connection is gone, and reading tells why.
                var unused = ((DuplexChannel) channel).shutdownOutput();
            });
            closeWhenBothEnded();
        }
    }

    @Override
    public void close() {
        if (!loop.inLoop()) {
            loop.execute(this::close);
        } else if (!closing) {
            closing = true;
            channel.config().setAutoRead(false);
            output.afterSent(channel, this::cut);
            if (channel.isOpen()) {
                var unused = loop.schedule(LAST_BYTES, this::cut);
            }
        }
    }

    @Override
    public void reset() {
        if (!loop.inLoop()) {
            loop.execute(this::reset);
        } else if (channel.isOpen()) {
            closing = true;
            option(ChannelOption.SO_LINGER, 0);
            cut();
        }
    }

    private <T> void option(ChannelOption<T> option, T value) {
        try {
            // False where the socket has no such option (Unix domain sockets).
            var unused = channel.config().setOption(option, value);
        } catch (ChannelException e) {
            // The socket has failed; its end is about to be reported with a better cause.
        }
    }

    /** The socket takes nothing any more. What the peer sent before that is still read; then comes the end. */
    private void broken(IOException e) {
        outputEnded = true;
        cause = e;
        loop.nextTurn(this::cut);
    }

    private void fail(Throwable thrown) {
        if (!closing) {
            closing = true;
            cause = cause == null ? thrown : cause;
            cut();
        }
    }

    /** {@code channelInactive} follows. */
    void cut() {
        var unused = channel.close();
    }

    private void tellEnd() {
        endTold = true;
        receiver().onEnd();
        closeWhenBothEnded();
    }

    private void closeWhenBothEnded() {
        if (endTold && outputEnded) {
            close();
        }
    }

    private Receiver receiver() {
        Receiver current = receiver;
        if (current == null) {
            throw new IllegalStateException("not connected");
        }
        return current;
    }

    // What Netty calls

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        loop.add(this);
    }

    /** After {@code channelInactive}, or instead of it when the channel was never active. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        loop.remove(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        local = channel.localAddress();
        remote = channel.remoteAddress();
        try {
            receiver = acceptor.accept(this);
        } catch (Throwable thrown) {
            closing = true;
            cut();
            NettyLoop.uncaught(thrown);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (closing) {
                return;
            }
            if (paused || held != null) {
                ByteBuf late = held;
                if (late == null) {
                    held = late = channel.alloc().directBuffer(bytes.readableBytes());
                }
                late.writeBytes(bytes);
            } else {
                receiver().onBytes(loop.reads().view(bytes));
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            room();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !closing) {
            inputEnded = true;
            // A socket at its end stays readable for ever; without this Netty would look at it once more.
            channel.config().setAutoRead(false);
            if (!paused && held == null) {
                tellEnd();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        fail(thrown);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        dropHeld();
        if (receiver != null) {
            try {
                receiver.onClosed(cause);
            } catch (Throwable thrown) {
                NettyLoop.uncaught(thrown);
            }
        }
    }

    private void dropHeld() {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
