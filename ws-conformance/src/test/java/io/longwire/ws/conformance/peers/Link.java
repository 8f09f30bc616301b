package io.longwire.ws.conformance.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our end of a connection with a peer, and what it heard. */
final class Link implements WebSocketHandler {
    private static final AttributeKey<Link> KEY = AttributeKey.of("link");

    private final Peer peer;
    private final String number;
    private final CompletableFuture<WebSocket> open = new CompletableFuture<>();
    private final CompletableFuture<ConnectionRecord> record = new CompletableFuture<>();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();

    Link(Peer peer, String number) {
        this.peer = peer;
        this.number = number;
    }

    WebSocket socket() throws Exception {
        return open.get(Reports.DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    void say(String text) throws Exception {
        assertThat(socket().sendText(text)).isTrue();
    }

    void say(byte[] data) throws Exception {
        assertThat(socket().sendBinary(ByteBuffer.wrap(data))).isTrue();
    }

    private static <T> T next(BlockingQueue<T> queue, String what) throws InterruptedException {
        T next = queue.poll(Reports.DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as(what).isNotNull();
        return next;
    }

    /** Demands that this is what is heard next. What differs is not printed when it is long. */
    void hears(String text) throws InterruptedException {
        Object next = next(heard, "a text");
        if (text.length() < 200) {
            assertThat(next).isEqualTo(text);
        } else {
            assertThat(next.equals(text)).as("a long text, unchanged").isTrue();
        }
    }

    void hears(byte[] data) throws InterruptedException {
        Object next = next(heard, "a binary message");
        assertThat(next.equals(ByteBuffer.wrap(data)))
                .as("%s bytes, unchanged", data.length)
                .isTrue();
    }

    void hearsPong(String payload) throws InterruptedException {
        assertThat(next(pongs, "a Pong")).isEqualTo(payload);
    }

    /** How it ended: code, text, and who began it. Nothing may be heard before it, and it is told once. */
    String end() throws InterruptedException {
        Object next = next(heard, "the end");
        assertThat(next).asString().startsWith("closed ");
        assertThat(heard).isEmpty();
        return next.toString().substring("closed ".length());
    }

    /** Demands that the connection ended so, with nothing heard before and told once, and returns what it did in its life. */
    ConnectionRecord ends(String how) throws Exception {
        assertThat(end()).isEqualTo(how);
        return record.get(Reports.DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** What the peer saw of this connection. */
    String peerSaw(String kind) {
        return peer.saw(kind, number);
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.attribute(KEY, this);
        open.complete(socket);
    }

    @Override
    public void onText(WebSocket socket, String text) {
        heard.add(text);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        heard.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
    }

    @Override
    public void onClose(WebSocket socket, Closed how) {
        heard.add(("closed " + how.code() + " " + how.text()).strip() + " by " + how.by());
    }

    /** Tells links of what only plug-ins see. */
    static final class Watch implements PluginProvider {
        @Override
        public String name() {
            return "link";
        }

        @Override
        public Plugin create(PluginContext context) {
            return new Plugin() {
                @Override
                public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                    return new ConnectionWatcher() {
                        @Override
                        public void onPong(ByteBuffer payload) {
                            of(socket)
                                    .pongs
                                    .add(StandardCharsets.UTF_8.decode(payload).toString());
                        }

                        @Override
                        public void onClose(Closed how, ConnectionRecord connection) {
                            of(socket).record.complete(connection);
                        }
                    };
                }
            };
        }

        private static Link of(WebSocket socket) {
            Link link = socket.attribute(KEY);
            assertThat(link).isNotNull();
            return link;
        }
    }
}
