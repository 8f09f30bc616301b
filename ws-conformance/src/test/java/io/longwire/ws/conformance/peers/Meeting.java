package io.longwire.ws.conformance.peers;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Tls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Our side of a {@link Way}: a server or a client, for as many connections as a test wants. */
sealed interface Meeting extends AutoCloseable {
    /** The limit of a message on our side. */
    int MAX_BYTES = 1 << 20;

    AtomicInteger NUMBERS = new AtomicInteger();

    /** A connection, open on our side. */
    Link open(String... subprotocols) throws Exception;

    /** What the side that asked was told when the path is none that the other side knows: the status. */
    String refusal() throws Exception;

    @Override
    void close();

    static Meeting on(Way way, Peer peer) {
        Map<String, Object> settings = new HashMap<>(Map.of("ws.limits.message", MAX_BYTES));
        way.deflate().settings.forEach((key, value) -> settings.put("ws.extensions.permessage-deflate." + key, value));
        return way.ours() == Way.Side.SERVER ? new Server(way, peer, settings) : new Client(way, peer, settings);
    }

    private static String number() {
        return Integer.toString(NUMBERS.incrementAndGet());
    }

    /** Our server, with a link for each number that is expected. */
    final class Server implements Meeting, EndpointProvider {
        private final Way way;
        private final Peer peer;
        private final Map<String, Link> expected = new ConcurrentHashMap<>();
        private final WebSocketServer server;

        private Server(Way way, Peer peer, Map<String, Object> settings) {
            this.way = way;
            this.peer = peer;
            WebSocketServer.Builder builder = Tls.server(way.transport())
                    .plugin(new Link.Watch())
                    .set("ws.server.origins", List.of("null")) // about:blank
                    .endpoint(this);
            settings.forEach(builder::set);
            server = builder.start();
        }

        private void connect(String path, String number, String... subprotocols) {
            peer.connect(number, Tls.uri(way.transport(), server.port(), path), way.deflate(), List.of(subprotocols));
        }

        @Override
        public Link open(String... subprotocols) throws Exception {
            String number = number();
            Link link = new Link(peer, number);
            expected.put(number, link);
            connect("/" + number, number, subprotocols);
            link.socket();
            return link;
        }

        @Override
        public String refusal() {
            String number = number();
            connect("/nowhere/at-all", number);
            return peer.saw("refused", number);
        }

        @Override
        public String path() {
            return "/{number}";
        }

        @Override
        public Dispatch dispatch() {
            return way.dispatch();
        }

        @Override
        public List<String> subprotocols() {
            return List.of("better", "echo");
        }

        @Override
        public ConnectionHandler open(Handshake handshake) {
            return expected.remove(handshake.parameter("number"));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** Our client. */
    final class Client implements Meeting {
        private final Way way;
        private final Peer peer;
        private final WebSocketClient client;

        private Client(Way way, Peer peer, Map<String, Object> settings) {
            this.way = way;
            this.peer = peer;
            WebSocketClient.Builder builder = Tls.client(way.transport()).plugin(new Link.Watch());
            settings.forEach(builder::set);
            client = builder.build();
        }

        @Override
        public Link open(String... subprotocols) throws Exception {
            String number = number();
            Link link = new Link(peer, number);
            ClientOptions options =
                    ClientOptions.DEFAULTS.subprotocols(subprotocols).on(way.dispatch());
            client.connect(peer.address(way, number), options, link)
                    .toCompletableFuture()
                    .get(Reports.DEADLINE_SECONDS, TimeUnit.SECONDS);
            return link;
        }

        @Override
        public String refusal() throws Exception {
            CompletableFuture<WebSocket> stage = client.connect(peer.address(way, "nowhere"), new Link(peer, "nowhere"))
                    .toCompletableFuture();
            try {
                return "no refusal: " + stage.get(Reports.DEADLINE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                return e.getCause() instanceof HandshakeFailed refused
                        ? Integer.toString(refused.status())
                        : e.getCause().toString();
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
