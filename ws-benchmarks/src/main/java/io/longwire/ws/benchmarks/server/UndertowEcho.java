package io.longwire.ws.benchmarks.server;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.xnio.Pooled;

/** Undertow, one thread for input and output. */
final class UndertowEcho implements EchoServer {
    private final List<WebSocketChannel> all = new CopyOnWriteArrayList<>();

    @Override
    public int start(boolean cast) {
        WebSocketConnectionCallback opened = (exchange, channel) -> {
            all.add(channel);
            channel.addCloseTask(all::remove);
            channel.getReceiveSetter().set(new Listener(cast));
            channel.resumeReceives();
        };
        Undertow server = Undertow.builder()
                .setIoThreads(1)
                .addHttpListener(0, "127.0.0.1")
                .setHandler(Handlers.websocket(opened).addExtension(new PerMessageDeflateHandshake()))
                .build();
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private final class Listener extends AbstractReceiveListener {
        private final boolean cast;

        Listener(boolean cast) {
            this.cast = cast;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            WebSockets.sendText(message.getData(), channel, null);
        }

        @Override
        protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            Pooled<ByteBuffer[]> data = message.getData();
            if (cast) {
                ByteBuffer copy = WebSockets.mergeBuffers(data.getResource());
                data.free();
                all.forEach(each -> WebSockets.sendBinary(copy.duplicate(), each, null));
            } else {
                WebSockets.sendBinary(data.getResource(), channel, new Free(data));
            }
        }
    }

    private record Free(Pooled<ByteBuffer[]> data) implements WebSocketCallback<Void> {
        @Override
        public void complete(WebSocketChannel channel, @Nullable Void nothing) {
            data.free();
        }

        @Override
        public void onError(WebSocketChannel channel, @Nullable Void nothing, Throwable failure) {
            data.free();
        }
    }
}
