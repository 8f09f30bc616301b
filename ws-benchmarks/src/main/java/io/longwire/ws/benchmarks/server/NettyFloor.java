package io.longwire.ws.benchmarks.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** A Netty channel that echoes bytes. */
record NettyFloor(NettyEcho.Io io) implements EchoServer {
    @Override
    public int start(boolean cast) {
        return io.serve(connection -> connection.pipeline().addLast(new Echo()));
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            context.write(bytes);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
