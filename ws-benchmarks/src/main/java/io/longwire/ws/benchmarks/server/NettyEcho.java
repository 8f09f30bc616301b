package io.longwire.ws.benchmarks.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Netty's own pipeline for WebSocket: frames go back as they come, and all replies of one read leave together. */
record NettyEcho(Io io) implements EchoServer {
    private static final int LARGEST = 2 * 1024 * 1024;

    /** Netty's ways to the kernel. */
    enum Io {
        NIO(NioIoHandler::newFactory, NioServerSocketChannel.class),
        EPOLL(EpollIoHandler::newFactory, EpollServerSocketChannel.class),
        URING(IoUringIoHandler::newFactory, IoUringServerSocketChannel.class);

        private final Supplier<IoHandlerFactory> handler;
        private final Class<? extends ServerChannel> channel;

        Io(Supplier<IoHandlerFactory> handler, Class<? extends ServerChannel> channel) {
            this.handler = handler;
            this.channel = channel;
        }

        int serve(Consumer<Channel> pipeline) {
            Channel listening = new ServerBootstrap()
                    .group(new MultiThreadIoEventLoopGroup(1, handler.get()))
                    .channel(channel)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel connection) {
                            pipeline.accept(connection);
                        }
                    })
                    .bind(InetAddress.getLoopbackAddress(), 0)
                    .syncUninterruptibly()
                    .channel();
            return ((InetSocketAddress) listening.localAddress()).getPort();
        }
    }

    @Override
    public int start(boolean cast) {
        ChannelGroup all = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        return io.serve(connection -> connection
                .pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(8192))
                .addLast(new WebSocketServerCompressionHandler(0))
                .addLast(new WebSocketServerProtocolHandler("/", null, true, LARGEST, false, true))
                .addLast(cast ? new Cast(all) : new Echo()));
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            context.write(frame);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }

    private static final class Cast extends ChannelInboundHandlerAdapter {
        private final ChannelGroup all;

        Cast(ChannelGroup all) {
            this.all = all;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                all.add(context.channel());
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof WebSocketFrame) {
                all.write(frame);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            all.flush();
        }
    }
}
