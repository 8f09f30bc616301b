package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longwire.ws.CloseReason;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocketServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The JDK's own WebSocket client talks to our server. */
class JdkClientTest {
    private static final int MIB = 1 << 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Heard peer = new Heard();
    private final Heard handler = new Heard();

    /** Writes down what the JDK's client is told; messages whole, however it cuts them. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                peer.add("text " + text);
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, part, last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (last) {
                peer.add("binary " + HexFormat.of().formatHex(binary.toByteArray()));
                binary.reset();
            }
            return WebSocket.Listener.super.onBinary(socket, part, last);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
            peer.add("pong " + StandardCharsets.UTF_8.decode(payload));
            return WebSocket.Listener.super.onPong(socket, payload);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            peer.add("closed " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            peer.add("error " + error);
        }
    }

    /** Echoes; a text that begins with "close " asks for that code, "ping" for a Ping. */
    private final class Obedient extends Heard.Recording {
        Obedient() {
            super(handler);
        }

        @Override
        public void onText(io.longwire.ws.WebSocket socket, String text) {
            if (text.startsWith("close ")) {
                socket.close(new CloseReason(Integer.parseInt(text.substring(6)), "as you wish"));
            } else {
                socket.sendText(text);
            }
        }

        @Override
        public void onBinary(io.longwire.ws.WebSocket socket, ByteBuffer data) {
            socket.sendBinary(data);
        }
    }

    private WebSocketServer server(String transport, Dispatch dispatch) {
        return Heard.server(transport).endpoint("/", dispatch, Obedient::new).start();
    }

    private WebSocket connect(WebSocketServer server, String... subprotocols) throws Exception {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        return get(builder.buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/"), new Listener()));
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @OnEachTransport
    void textAndBinaryComeBack(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            try (WebSocketServer server = server(transport, dispatch)) {
                WebSocket socket = connect(server);
                for (String text : List.of("", "Hello", "Grüße, 世界 🎉", "x".repeat(70_000))) {
                    get(socket.sendText(text, true));
                    assertThat(peer.next()).isEqualTo("text " + text);
                }
                for (int size : new int[] {0, 1, 125, 126, 65_535, 65_536}) {
                    byte[] bytes = bytes(size);
                    get(socket.sendBinary(ByteBuffer.wrap(bytes), true));
                    assertThat(peer.next()).isEqualTo("binary " + HexFormat.of().formatHex(bytes));
                }
                get(socket.sendClose(1000, ""));
                assertThat(peer.next()).isEqualTo("closed 1000 ");
            }
        }
    }

    @OnEachTransport
    void oneMebibyteComesBack(String transport) throws Exception {
        for (Dispatch dispatch : Dispatch.values()) {
            try (WebSocketServer server = server(transport, dispatch)) {
                WebSocket socket = connect(server);
                String text = "0123456789abcdé".repeat(MIB / 16);
                assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(MIB);
                get(socket.sendText(text, true));
                assertThat(peer.next()).isEqualTo("text " + text);
                byte[] bytes = bytes(MIB);
                get(socket.sendBinary(ByteBuffer.wrap(bytes), true));
                assertThat(peer.next()).isEqualTo("binary " + HexFormat.of().formatHex(bytes));
                get(socket.sendClose(1000, ""));
                assertThat(peer.next()).isEqualTo("closed 1000 ");
            }
        }
    }

    @OnEachTransport
    void aMessageThatIsTooBigEndsWith1009(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                .set("ws.limits.message", 1000)
                .endpoint("/", Obedient::new)
                .start()) {
            WebSocket socket = connect(server);
            get(socket.sendBinary(ByteBuffer.wrap(bytes(1000)), true));
            assertThat(peer.next()).startsWith("binary ");
            get(socket.sendBinary(ByteBuffer.allocate(600), false));
            get(socket.sendBinary(ByteBuffer.allocate(401), true));
            assertThat(peer.next()).startsWith("closed 1009 ");
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @OnEachTransport
    void fragmentsAreOneMessage(String transport) throws Exception {
        try (WebSocketServer server = server(transport, Dispatch.WORKER)) {
            WebSocket socket = connect(server);
            get(socket.sendText("Grü", false));
            get(socket.sendText("", false));
            get(socket.sendPing(ByteBuffer.wrap(new byte[] {'p'})));
            get(socket.sendText("ße", true));
            assertThat(peer.next(2)).containsExactly("pong p", "text Grüße");
            get(socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), false));
            get(socket.sendBinary(ByteBuffer.wrap(new byte[] {2}), true));
            assertThat(peer.next()).isEqualTo("binary 0102");
        }
    }

    @OnEachTransport
    void pingsOfBothSidesAreAnswered(String transport) throws Exception {
        HandlerLog log = new HandlerLog(Dispatch.EVENT_LOOP);
        try (WebSocketServer server = Heard.server(transport)
                .plugin(new HandlerLog.Pongs())
                .endpoint("/", Dispatch.EVENT_LOOP, log::strings)
                .start()) {
            WebSocket socket = connect(server);
            get(socket.sendPing(ByteBuffer.wrap("are you there?".getBytes(StandardCharsets.UTF_8))));
            assertThat(peer.next()).isEqualTo("pong are you there?");
            log.socket().ping(ByteBuffer.wrap(new byte[] {'u'}));
            log.socket().sendText("after the Ping");
            assertThat(peer.next()).isEqualTo("text after the Ping");
            get(socket.sendClose(1000, "")); // goes out behind the Pong
            assertThat(log.await()).containsExactly("pong 75", "closed 1000  by PEER");
        }
    }

    @OnEachTransport
    void closeCodesGoBothWays(String transport) throws Exception {
        try (WebSocketServer server = server(transport, Dispatch.WORKER)) {
            for (int code : new int[] {1000, 1001, 3000, 4999}) {
                WebSocket socket = connect(server);
                get(socket.sendText("close " + code, true));
                assertThat(peer.next()).isEqualTo("closed " + code + " as you wish");
                assertThat(handler.next(2)).containsExactly("open", "closed " + code + " \"as you wish\" by LOCAL");
            }
            for (int code : new int[] {1000, 3000, 4999}) {
                WebSocket socket = connect(server);
                get(socket.sendClose(code, "bye"));
                assertThat(peer.next()).isEqualTo("closed " + code + " ");
                assertThat(handler.next(2)).containsExactly("open", "closed " + code + " \"bye\" by PEER");
            }
        }
    }

    @OnEachTransport
    void aPeerThatAbortsEndsWith1006(String transport) throws Exception {
        try (WebSocketServer server = server(transport, Dispatch.WORKER)) {
            WebSocket socket = connect(server);
            assertThat(handler.next()).isEqualTo("open");
            socket.abort();
            String next = handler.next();
            assertThat(next.startsWith("error ") ? handler.next() : next).isEqualTo("closed 1006 \"\" by NOBODY");
        }
    }

    @OnEachTransport
    void theServersChoiceOfSubprotocolIsSeen(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                .endpoint(new EndpointProvider() {
                    @Override
                    public String path() {
                        return "/";
                    }

                    @Override
                    public List<String> subprotocols() {
                        return List.of("v3.chat", "v2.chat", "v1.chat");
                    }

                    @Override
                    public ConnectionHandler open(Handshake handshake) {
                        handler.add(handshake.subprotocol().orElse("none"));
                        return new Obedient();
                    }
                })
                .start()) {
            assertThat(connect(server, "v1.chat", "v2.chat").getSubprotocol()).isEqualTo("v2.chat");
            assertThat(handler.next(2)).containsExactly("v2.chat", "open");
            assertThat(connect(server).getSubprotocol()).isEmpty();
            assertThat(handler.next(2)).containsExactly("none", "open");
        }
    }

    @OnEachTransport
    void aRefusalIsSeenWithItsStatus(String transport) throws Exception {
        try (WebSocketServer server = server(transport, Dispatch.WORKER)) {
            URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/nowhere");
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> get(http.newWebSocketBuilder().buildAsync(uri, new Listener())))
                    .withCauseInstanceOf(WebSocketHandshakeException.class)
                    .satisfies(failed -> assertThat(((WebSocketHandshakeException) failed.getCause())
                                    .getResponse()
                                    .statusCode())
                            .isEqualTo(404));
        }
    }
}
