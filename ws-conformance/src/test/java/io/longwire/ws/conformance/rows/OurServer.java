package io.longwire.ws.conformance.rows;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.codec.Role;
import io.longwire.ws.runtime.Probe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Our server; peers are clients. */
final class OurServer implements Side {
    static final String PATH = "/row";

    private static final String CANARY = "/canary";

    private final Link link;
    private final List<Told> told = Collections.synchronizedList(new ArrayList<>());
    private final WebSocketServer server;

    OurServer(ClockedTransport transport, Link link, Setup setup) {
        this.link = link;
        WebSocketServer.Builder builder = link.prepare(WebSocketServer.builder())
                .port(0)
                .transport(transport)
                .endpoint(PATH, Dispatch.EVENT_LOOP, () -> setup.handler(handler()))
                .endpoint(CANARY, Dispatch.EVENT_LOOP, Told::new);
        setup.prepare(builder, this::handler);
        server = builder.start();
    }

    private Told handler() {
        Told handler = new Told();
        told.add(handler);
        return handler;
    }

    @Override
    public Peer meet(Cut cut, long seed) throws Exception {
        return new Peer(link.connect(server.port(), 0), true, cut, seed);
    }

    @Override
    public List<Told> takeTold() {
        synchronized (told) {
            List<Told> taken = List.copyOf(told);
            told.clear();
            return taken;
        }
    }

    @Override
    public List<String> takeConnects() {
        return List.of();
    }

    @Override
    public Canary canary() throws Exception {
        Peer peer = meet(Cut.WHOLE, 0).listen();
        peer.send(Request.valid().target(CANARY).toString());
        String answer = peer.readHead();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("the canary was not let in: " + answer);
        }
        return new Canary(peer);
    }

    WebSocketServer server() {
        return server;
    }

    @Override
    public Map<String, Long> counters() {
        return server.counters();
    }

    @Override
    public Probe.Held held() {
        return Probe.held(server);
    }

    @Override
    public Role role() {
        return Role.SERVER;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
