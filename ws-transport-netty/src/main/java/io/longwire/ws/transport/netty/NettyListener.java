package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Listener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/** A listening channel and the handler that deals its connections out to the loops. */
final class NettyListener extends ChannelInboundHandlerAdapter implements Listener {
    private static final Duration SHORTEST_REST = Duration.ofMillis(10);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final NettyTransport transport;
    private final NettyLoop loop;
    private final Channel channel;
    private final Acceptor acceptor;
    // Loop only.
    private Duration rest = SHORTEST_REST;
    private boolean resting;
    private boolean paused;
    private int turn;

    NettyListener(NettyTransport transport, NettyLoop loop, Channel channel, Acceptor acceptor) {
        this.transport = transport;
        this.loop = loop;
        this.channel = channel;
        this.acceptor = acceptor;
    }

    @Override
    public SocketAddress address() {
        return Addresses.ours(channel.localAddress());
    }

    @Override
    public void pause(boolean paused) {
        transport.onLoop(loop, () -> {
            this.paused = paused;
            accept();
        });
    }

    @Override
    public void close() {
        transport.close(channel);
    }

    private void accept() {
        channel.config().setAutoRead(!paused && !resting);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        rest = SHORTEST_REST;
        var unused = transport.adopt((Channel) accepted, acceptor, turn++);
    }

    /** Accepting failed, mostly for want of file descriptors: it is tried again after 10 ms, then 20 ms, up to 1 s. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        if (!transport.listens(channel)) {
            return;
        }
        if (!resting) {
            resting = true;
            accept();
            var unused = loop.schedule(rest, () -> {
                resting = false;
                accept();
            });
            rest = rest.compareTo(LONGEST_REST.dividedBy(2)) > 0 ? LONGEST_REST : rest.multipliedBy(2);
        }
        acceptor.failed(thrown instanceof IOException e ? e : new IOException("cannot accept", thrown));
    }
}
