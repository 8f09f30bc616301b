package io.longwire.ws.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Netty's channel over the JDK's, with the JDK's in sight so that it can be written to directly. */
final class NioSocket extends NioSocketChannel {
    NioSocket() {}

    private NioSocket(Channel parent, SocketChannel accepted) {
        super(parent, accepted);
    }

    SocketChannel socket() {
        return javaChannel();
    }

    /** Accepts such channels. */
    static final class Server extends NioServerSocketChannel {
        @Override
        protected int doReadMessages(List<Object> accepted) throws IOException {
            @Nullable SocketChannel next = javaChannel().accept();
            if (next == null) {
                return 0;
            }
            accepted.add(new NioSocket(this, next));
            return 1;
        }

        /** The JDK keeps the port until the selector has noticed that the key is cancelled, so it is made to look. */
        @Override
        protected void doClose() throws Exception {
            @Nullable SelectionKey key = isRegistered() ? registration().attachment() : null;
            super.doClose();
            if (key != null && key.selector().isOpen()) {
                key.selector().selectNow(ready -> {});
            }
        }
    }
}
