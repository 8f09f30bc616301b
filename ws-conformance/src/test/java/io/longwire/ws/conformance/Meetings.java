package io.longwire.ws.conformance;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.RunLengthProvider;
import io.longwire.ws.codec.Vector.Setup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Connections between our server or client and a raw peer, one after the other. */
interface Meetings extends AutoCloseable {
    /** How our side handles the connection. */
    enum Handling {
        STRINGS_ON_LOOP(Dispatch.EVENT_LOOP),
        UTF8_ON_LOOP(Dispatch.EVENT_LOOP),
        STRINGS_ON_WORKER(Dispatch.WORKER);

        final Dispatch dispatch;

        Handling(Dispatch dispatch) {
            this.dispatch = dispatch;
        }

        private ConnectionHandler handler(HandlerLog log) {
            return this == UTF8_ON_LOOP ? log.utf8() : log.strings();
        }

        private String path() {
            return "/" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** A connection whose opening handshake the peer has seen through. */
    record Meeting(RawPeer peer, HandlerLog log) {}

    /** @param early what the peer sends in the same packet as its half of the opening handshake */
    Meeting meet(Handling handling, byte... early) throws Exception;

    static Meetings of(String transport, Role role, Setup setup) throws Exception {
        return role == Role.SERVER ? new OurServer(transport, setup) : new OurClient(transport, setup);
    }

    private static Map<String, Object> settings(String transport, Setup setup) {
        Limits limits = setup.limits();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "ws.limits.frame",
                size(Math.min(limits.frame(), limits.message())),
                "ws.limits.message",
                size(limits.message()),
                "ws.limits.fragments",
                limits.fragments(),
                "ws.limits.inflate-ratio",
                limits.inflateRatio(),
                "ws.transports." + Tls.transport(transport) + ".loops",
                1));
        if (setup.extended()) {
            settings.put("ws.extensions.permessage-deflate.enabled", false); // it owns the same bit
        }
        return settings;
    }

    private static Object size(long bytes) {
        return bytes == Long.MAX_VALUE ? "unlimited" : bytes;
    }

    /** Our server; the peers are clients. */
    final class OurServer implements Meetings {
        private final BlockingQueue<HandlerLog> logs = new LinkedBlockingQueue<>();
        private final String transport;
        private final WebSocketServer server;
        private final String[] headers;

        private OurServer(String transport, Setup setup) {
            this.transport = transport;
            WebSocketServer.Builder builder = Tls.server(transport).plugin(new HandlerLog.Pongs());
            settings(transport, setup).forEach(builder::set);
            for (Handling handling : Handling.values()) {
                builder.endpoint(handling.path(), handling.dispatch, () -> {
                    HandlerLog log = new HandlerLog(handling.dispatch);
                    logs.add(log);
                    return handling.handler(log);
                });
            }
            if (setup.extended()) {
                builder.extension(new RunLengthProvider());
            }
            headers = setup.extended()
                    ? new String[] {"Sec-WebSocket-Extensions: " + RunLengthProvider.NAME}
                    : new String[0];
            server = builder.start();
        }

        @Override
        public Meeting meet(Handling handling, byte... early) throws Exception {
            RawPeer peer = RawPeer.connect(transport, server.port());
            peer.sendTogether(peer.request(handling.path(), headers), early);
            peer.expectAgreement();
            return new Meeting(peer, logs.poll(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** Our client; the peers are servers. */
    final class OurClient implements Meetings {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final String transport;
        private final WebSocketClient client;
        private final String[] headers;

        private OurClient(String transport, Setup setup) throws Exception {
            this.transport = transport;
            WebSocketClient.Builder builder = Tls.client(transport).plugin(new HandlerLog.Pongs());
            settings(transport, setup).forEach(builder::set);
            if (setup.extended()) {
                builder.extension(new RunLengthProvider());
            }
            headers = setup.extended()
                    ? new String[] {"Sec-WebSocket-Extensions: " + RunLengthProvider.NAME}
                    : new String[0];
            client = builder.build();
        }

        @Override
        public Meeting meet(Handling handling, byte... early) throws Exception {
            HandlerLog log = new HandlerLog(handling.dispatch);
            URI uri = Tls.uri(transport, listener.getLocalPort(), "/");
            client.connect(uri, ClientOptions.DEFAULTS.on(handling.dispatch), handling.handler(log))
                    .whenComplete((socket, failure) -> {
                        if (failure != null) {
                            log.failed(failure);
                        }
                    });
            RawPeer peer = RawPeer.accept(transport, listener);
            peer.sendTogether(peer.agreement(headers), early);
            return new Meeting(peer, log);
        }

        @Override
        public void close() throws Exception {
            client.close();
            listener.close();
        }
    }
}
