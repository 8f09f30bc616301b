package io.longwire.ws.examples.it;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of either make: the JDK's, or ours on the transport under test. */
interface Peer extends AutoCloseable {
    void text(String text) throws Exception;

    void binary(byte[] data) throws Exception;

    /** The next message: a String or a ByteBuffer; an Integer for the close code at the end. */
    Object next() throws InterruptedException;

    /** The extensions that were agreed. */
    List<String> extensions();

    @Override
    void close();

    static Peer jdk(URI uri) throws Exception {
        return new Jdk(uri);
    }

    static Peer ours(URI uri, String transport) throws Exception {
        return new Ours(uri, transport);
    }

    static Object take(BlockingQueue<Object> events) throws InterruptedException {
        Object event = events.poll(Program.DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing came");
        }
        return event;
    }

    /** {@code java.net.http.WebSocket}. */
    final class Jdk implements Peer, WebSocket.Listener {
        private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final java.io.ByteArrayOutputStream data = new java.io.ByteArrayOutputStream();
        private final WebSocket socket;

        Jdk(URI uri) throws Exception {
            socket = HttpClient.newBuilder()
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build()
                    .newWebSocketBuilder()
                    .buildAsync(uri, this)
                    .get(Program.DEADLINE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                events.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            data.writeBytes(bytes);
            if (last) {
                events.add(ByteBuffer.wrap(data.toByteArray()));
                data.reset();
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            events.add(code);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            events.add(error);
        }

        @Override
        public void text(String whole) throws Exception {
            socket.sendText(whole, true).get(Program.DEADLINE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void binary(byte[] whole) throws Exception {
            socket.sendBinary(ByteBuffer.wrap(whole), true).get(Program.DEADLINE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public Object next() throws InterruptedException {
            return take(events);
        }

        @Override
        public List<String> extensions() {
            return List.of();
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    /** Our own client. */
    final class Ours implements Peer, WebSocketHandler {
        private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
        private final WebSocketClient client;
        private final io.longwire.ws.WebSocket socket;

        Ours(URI uri, String transport) throws Exception {
            client = WebSocketClient.builder().transport(transport).build();
            try {
                socket =
                        client.connect(uri, this).toCompletableFuture().get(Program.DEADLINE_SECONDS, TimeUnit.SECONDS);
            } catch (Exception e) {
                client.close();
                throw e;
            }
        }

        @Override
        public void onText(io.longwire.ws.WebSocket from, String text) {
            events.add(text);
        }

        @Override
        public void onBinary(io.longwire.ws.WebSocket from, ByteBuffer data) {
            events.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
        }

        @Override
        public void onClose(io.longwire.ws.WebSocket from, Closed how) {
            events.add(how.code());
        }

        @Override
        public void text(String text) throws Exception {
            socket.sendText(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            awaitFlushed();
        }

        @Override
        public void binary(byte[] data) throws Exception {
            socket.sendBinary(ByteBuffer.wrap(data));
            awaitFlushed();
        }

        /** As the JDK's client does: what is sent without waiting may reach ws.outbound.max. */
        private void awaitFlushed() throws Exception {
            socket.flushed().toCompletableFuture().get(Program.DEADLINE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public Object next() throws InterruptedException {
            return take(events);
        }

        @Override
        public List<String> extensions() {
            return socket.handshake().extensions();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
