package io.longwire.ws.conformance.rows;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.codec.Role;
import io.longwire.ws.runtime.Probe;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Our client; peers are servers. */
final class OurClient implements Side {
    private final Link link;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final WebSocketClient client;
    private final ClientOptions options;
    private final Setup setup;
    private final List<Told> told = new ArrayList<>();
    private final List<CompletableFuture<WebSocket>> connects = new ArrayList<>();

    OurClient(ClockedTransport transport, Link link, Setup setup) throws Exception {
        this.link = link;
        this.setup = setup;
        listener.setSoTimeout(Ears.DEADLINE_MILLIS);
        WebSocketClient.Builder builder =
                link.prepare(WebSocketClient.builder()).transport(transport);
        setup.prepare(builder);
        client = builder.build();
        options = setup.options(ClientOptions.DEFAULTS
                .on(Dispatch.EVENT_LOOP)
                .header("Authorization", "Bearer " + Secrets.TOKEN)
                .header("Cookie", "session=" + Secrets.TOKEN));
    }

    @Override
    public Peer meet(Cut cut, long seed) throws Exception {
        Told handler = new Told();
        told.add(handler);
        connects.add(connect(setup.handler(handler)));
        return new Peer(link.accepted(listener.accept()), false, cut, seed);
    }

    private CompletableFuture<WebSocket> connect(ConnectionHandler handler) {
        URI uri = URI.create(link.wsScheme() + "://127.0.0.1:" + port() + OurServer.PATH + "?token=" + Secrets.TOKEN);
        return client.connect(uri, options, handler).toCompletableFuture();
    }

    @Override
    public List<Told> takeTold() {
        List<Told> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    @Override
    public List<String> takeConnects() throws Exception {
        List<String> how = new ArrayList<>();
        for (CompletableFuture<WebSocket> connect : connects) {
            how.add(outcome(connect));
        }
        connects.clear();
        return how;
    }

    private static String outcome(CompletableFuture<WebSocket> connect) throws Exception {
        try {
            connect.get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
            return "connected";
        } catch (ExecutionException e) {
            return e.getCause() instanceof HandshakeFailed failed
                    ? "failed " + failed.status() + " " + failed.getMessage() + answer(failed)
                    : "failed untyped " + e.getCause();
        }
    }

    /** What a caller is told of an answer that has a body. */
    private static String answer(HandshakeFailed failed) {
        String body = StandardCharsets.ISO_8859_1.decode(failed.body()).toString();
        String retry = String.join("", failed.headers().getOrDefault("retry-after", List.of()));
        return body.isEmpty() ? "" : " [" + retry + "] " + body;
    }

    @Override
    public Canary canary() throws Exception {
        CompletableFuture<WebSocket> connected = connect(new Told());
        Peer peer = new Peer(link.accepted(listener.accept()), false, Cut.WHOLE, 0).listen();
        peer.send(Response.agreeing(peer.readHead()).toString());
        connected.get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
        return new Canary(peer);
    }

    @Override
    public Map<String, Long> counters() {
        return client.counters();
    }

    @Override
    public Probe.Held held() {
        return Probe.held(client);
    }

    @Override
    public Role role() {
        return Role.CLIENT;
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        client.close();
        listener.close();
    }
}
