package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.CloseReason;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.testkit.Hex;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What is counted stands on docs/meters.md, and an incident moves its own counter by one and no other. */
class MetersTest {
    private static final String CLOSED = "ws.connections.closed";
    private static final String REFUSED = "ws.handshakes.duration";

    private final Heard heard = new Heard();

    @OnEachTransport
    void theServersCountersAreThoseOfThePageBeforeAndAfterTraffic(String transport) throws Exception {
        Incidents incidents = new Incidents(CLOSED, 2);
        try (WebSocketServer server = server(transport, incidents).start()) {
            assertThat(server.counters().keySet()).isEqualTo(MeterPage.names(true));
            assertThat(server.counters().values()).containsOnly(0L);
            try (RawPeer good = RawPeer.open(server.port(), "/");
                    RawPeer bad = RawPeer.open(server.port(), "/")) {
                good.send(Frame.text("hello"), Frame.close(4711, ""));
                good.readToEnd();
                bad.send(Hex.bytes("83 80 00 00 00 00"));
                bad.readToEnd();
            }
            incidents.await();
            assertThat(server.counters().keySet()).isEqualTo(MeterPage.names(true));
            assertThat(incidents.shown()).isNotEmpty().isSubsetOf(MeterPage.names(true));
        }
    }

    @OnEachTransport
    void theClientsCountersAreThoseOfThePage(String transport) throws Exception {
        try (WebSocketClient client =
                WebSocketClient.builder().transport(transport).build()) {
            assertThat(client.counters().keySet()).isEqualTo(MeterPage.names(false));
        }
    }

    @OnEachTransport
    void aRefusalMovesItsStatusByOne(String transport) throws Exception {
        refusal(transport, "/nowhere", 404, "404");
        refusal(transport, "/", 403, "403", "Origin: http://evil.example");
        refusal(transport, "/", 400, "400", "Sec-WebSocket-Version: 13");
        refusal(transport, "/no", 401, "401");
        refusal(transport, "/no?status=418", 418, "4xx");
        refusal(transport, "/no?status=599", 599, "5xx");
    }

    private void refusal(String transport, String target, int status, String label, String... headers)
            throws Exception {
        Incidents incidents = new Incidents(REFUSED, 1);
        try (WebSocketServer server =
                        server(transport, incidents).endpoint(new Refusing()).start();
                RawPeer peer = RawPeer.connect(server.port())) {
            peer.send(peer.request(target, headers));
            assertThat(peer.readHead()).startsWith("HTTP/1.1 " + status + " ");
            assertThat(incidents.await())
                    .isEqualTo(Map.of(
                            "ws.handshakes.refused{status=" + label + "}",
                            1L,
                            "ws.handshakes.duration{outcome=refused}",
                            1L));
        }
    }

    private static final class Refusing implements EndpointProvider {
        @Override
        public String path() {
            return "/no";
        }

        @Override
        public ConnectionHandler open(Handshake handshake) throws HandshakeRejected {
            throw new HandshakeRejected(
                    handshake.query("status").map(Integer::parseInt).orElse(401), "no");
        }
    }

    @OnEachTransport
    void anOrdinaryRequestThatIsRefusedIsNoHandshake(String transport) throws Exception {
        Incidents incidents = new Incidents("ws.handshakes.refused", 1);
        try (WebSocketServer server = server(transport, incidents).start();
                RawPeer peer = RawPeer.connect(server.port())) {
            peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(peer.readHead()).startsWith("HTTP/1.1 426 ");
            assertThat(incidents.await()).isEqualTo(Map.of("ws.handshakes.refused{status=426}", 1L));
        }
    }

    @OnEachTransport
    void aConnectionThatSaysNothingIsCountedWhenItsTimeHasPassed(String transport) throws Exception {
        Incidents incidents = new Incidents("ws.handshakes.cut", 1);
        try (WebSocketServer server = server(transport, incidents)
                        .set("ws.limits.handshake-timeout", "100 ms")
                        .start();
                RawPeer peer = RawPeer.connect(server.port())) {
            assertThat(peer.readHead()).isEmpty();
            assertThat(incidents.await()).isEqualTo(Map.of("ws.handshakes.cut{why=silent}", 1L));
        }
    }

    @OnEachTransport
    void aConnectionThatEndsBeforeItSaidAnythingIsNoIncident(String transport) throws Exception {
        Incidents incidents = new Incidents("ws.handshakes.refused", 1);
        try (WebSocketServer server = server(transport, incidents).start()) {
            try (RawPeer mute = RawPeer.connect(server.port())) {
                mute.end();
                assertThat(mute.readHead()).isEmpty();
            }
            refuseOne(server);
            assertThat(incidents.await()).containsOnlyKeys("ws.handshakes.refused{status=426}");
        }
    }

    private static void refuseOne(WebSocketServer server) throws Exception {
        try (RawPeer peer = RawPeer.connect(server.port())) {
            peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            peer.readHead();
        }
    }

    @OnEachTransport
    void aViolationMovesItsKindAndItsCode(String transport) throws Exception {
        violation(transport, "unmasked_frame", 1002, Frame.text("bare").bytes());
        violation(transport, "reserved_bit", 1002, Hex.bytes("c1 80 00 00 00 00"));
        violation(transport, "text_not_utf8", 1007, Hex.bytes("81 81 00 00 00 00 ff"));
        violation(transport, "frame_too_big", 1009, Hex.bytes("82 ff 00 00 00 00 00 10 00 01"));
        violation(transport, "control_too_long", 1002, Hex.bytes("89 fe 00 7e"));
    }

    private void violation(String transport, String kind, int code, byte[] bytes) throws Exception {
        expect(
                transport,
                peer -> {
                    peer.send(bytes);
                    peer.readToEnd();
                },
                "ws.violations{kind=" + kind + "}",
                "ws.connections.closed{by=local,code=" + code + "}");
    }

    @OnEachTransport
    void anEndMovesWhoBeganItAndItsCode(String transport) throws Exception {
        expect(transport, peer -> endWith(peer, Frame.close(1000, "")), "ws.connections.closed{by=peer,code=1000}");
        expect(transport, peer -> endWith(peer, Frame.close(3999, "")), "ws.connections.closed{by=peer,code=3xxx}");
        expect(transport, peer -> endWith(peer, Frame.close(4000, "")), "ws.connections.closed{by=peer,code=4xxx}");
        expect(
                transport,
                peer -> endWith(peer, Frame.of(Frame.CLOSE, new byte[0])),
                "ws.connections.closed{by=peer,code=1005}");
        expect(transport, RawPeer::end, "ws.connections.closed{by=nobody,code=1006}");
        expect(
                transport,
                peer -> {
                    peer.send(Frame.text("close"));
                    assertThat(peer.read()).isEqualTo(Frame.close(4002, "done"));
                    endWith(peer, Frame.close(4002, ""));
                },
                "ws.connections.closed{by=local,code=4xxx}");
    }

    @OnEachTransport
    void aHandlerThatThrowsAndWhatItIsNotToldAreCounted(String transport) throws Exception {
        expect(
                transport,
                peer -> {
                    peer.send(Frame.text("throw"), Frame.text("nobody hears this"));
                    peer.readToEnd();
                },
                "ws.handler.failures",
                "ws.inbound.dropped",
                "ws.connections.closed{by=local,code=1011}");
    }

    @OnEachTransport
    void aMessageBehindOurCloseIsCountedAsDropped(String transport) throws Exception {
        expect(
                transport,
                peer -> {
                    peer.send(Frame.text("close"));
                    assertThat(peer.read()).isEqualTo(Frame.close(4002, "done"));
                    peer.send(Frame.text("too late"));
                    endWith(peer, Frame.close(4002, ""));
                },
                "ws.inbound.dropped",
                "ws.connections.closed{by=local,code=4xxx}");
    }

    @OnEachTransport
    void aSlowConsumerAndWhatItDoesNotGetAreCounted(String transport) throws Exception {
        Incidents incidents = new Incidents(CLOSED, 1);
        try (WebSocketServer server = server(transport, incidents)
                        .set("ws.limits.close-timeout", "50 ms")
                        .start();
                RawPeer peer = RawPeer.connectNarrow(server.port()).upgrade("/loop")) {
            peer.send(Frame.text("flood"));
            Map<String, Long> moved = incidents.await();
            assertThat(moved.remove("ws.outbound.dropped{why=slow_consumer}")).isPositive();
            moved.remove("ws.reading.stopped{why=output_high}"); // the end may come before it has to stop
            assertThat(moved).isEqualTo(incidents("ws.slow-consumers", "ws.connections.closed{by=local,code=1013}"));
        }
    }

    @OnEachTransport
    void totalsShowMessagesAndBytesAndWhatCompressionMakesOfThem(String transport) throws Exception {
        Incidents incidents = new Incidents(CLOSED, 1);
        try (WebSocketServer server = server(transport, incidents).start();
                RawPeer peer = RawPeer.open(server.port(), "/")) {
            peer.send(Frame.text("echo"));
            assertThat(peer.read()).isEqualTo(Frame.text("echo"));
            peer.send(Frame.binary(new byte[100]), Frame.close(1000, ""));
            peer.readToEnd();
            incidents.await();
            assertThat(server.counters())
                    .containsAllEntriesOf(Map.of(
                            "ws.messages{direction=in,kind=text}", 1L,
                            "ws.messages{direction=in,kind=binary}", 1L,
                            "ws.messages{direction=out,kind=text}", 1L,
                            "ws.messages{direction=out,kind=binary}", 0L,
                            "ws.bytes{direction=in}", 10L + 106 + 8,
                            "ws.bytes{direction=out}", 6L + 4,
                            "ws.payload.bytes{direction=in}", 104L,
                            "ws.payload.bytes{direction=out}", 4L,
                            "ws.connections.active", 0L,
                            "ws.extensions.bytes{direction=in,form=wire}", 0L));
            assertThat(incidents.shown("ws.bytes{direction=in}")).isEqualTo(124);
        }
    }

    @OnEachTransport
    void compressionShowsWhatItSavesOnBothSides(String transport) throws Exception {
        Incidents incidents = new Incidents(CLOSED, 1);
        String text = "the same again ".repeat(1000);
        try (WebSocketServer server =
                        server(transport, new Incidents(CLOSED, 1)).start();
                WebSocketClient client = WebSocketClient.builder()
                        .transport(transport)
                        .meter(incidents)
                        .build()) {
            WebSocket socket = client.connect(
                            URI.create("ws://127.0.0.1:" + server.port() + "/"),
                            ClientOptions.DEFAULTS,
                            new Heard.Recording(heard))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            socket.sendText(text);
            assertThat(heard.next(2)).containsExactly("open", "text " + text);
            socket.close();
            assertThat(heard.next()).startsWith("closed 1000");
            incidents.await();
            Map<String, Long> counters = client.counters();
            for (String direction : new String[] {"in", "out"}) {
                String row = "ws.extensions.bytes{direction=" + direction + ",form=";
                assertThat(counters.get(row + "payload}")).isEqualTo(text.length());
                assertThat(counters.get(row + "wire}")).isBetween(10L, 1000L);
            }
        }
    }

    @OnEachTransport
    void aClientsHandshakesAreCountedByTheirOutcome(String transport) throws Exception {
        Incidents incidents = new Incidents(REFUSED, 1);
        try (WebSocketServer server =
                        server(transport, new Incidents(CLOSED, 1)).start();
                WebSocketClient client = WebSocketClient.builder()
                        .transport(transport)
                        .meter(incidents)
                        .build()) {
            assertThat(client.connect(
                            URI.create("ws://127.0.0.1:" + server.port() + "/nowhere"), new Heard.Recording(heard)))
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableOfType(ExecutionException.class);
            assertThat(incidents.await()).isEqualTo(Map.of("ws.handshakes.duration{outcome=refused}", 1L));
        }
    }

    private static void endWith(RawPeer peer, Frame close) throws Exception {
        peer.send(close);
        peer.readToEnd();
    }

    private interface Doing {
        void with(RawPeer peer) throws Exception;
    }

    /** One connection on each dispatch; an opening is always counted, and beside it these by one. */
    private void expect(String transport, Doing doing, String... names) throws Exception {
        for (String target : new String[] {"/", "/loop"}) {
            Incidents incidents = new Incidents(CLOSED, 1);
            try (WebSocketServer server = server(transport, incidents).start();
                    RawPeer peer = RawPeer.open(server.port(), target)) {
                doing.with(peer);
                peer.close();
                assertThat(incidents.await(Set.of(names))).isEqualTo(incidents(names));
            }
        }
    }

    private static Map<String, Long> incidents(String... names) {
        Map<String, Long> all = new TreeMap<>();
        for (String name : names) {
            all.put(name, 1L);
        }
        all.put("ws.connections.opened", 1L);
        all.put("ws.handshakes.duration{outcome=accepted}", 1L);
        return all;
    }

    private static WebSocketServer.Builder server(String transport, Incidents incidents) {
        return Heard.server(transport)
                .meter(incidents)
                .set("ws.plugins.auth.enabled", true)
                .set("ws.plugins.auth.require-all", false)
                .endpoint("/", Obeying::new)
                .endpoint("/loop", Dispatch.EVENT_LOOP, Obeying::new);
    }

    /** Does what the text says, or else echoes it. */
    private static final class Obeying implements WebSocketHandler {
        @Override
        public void onText(WebSocket socket, String text) {
            switch (text) {
                case "throw" -> throw new IllegalStateException("as told");
                case "close" -> socket.close(new CloseReason(4002, "done"));
                case "flood" -> {
                    while (socket.sendBinary(ByteBuffer.allocate(64 * 1024))) {}
                }
                default -> socket.sendText(text);
            }
        }
    }
}
