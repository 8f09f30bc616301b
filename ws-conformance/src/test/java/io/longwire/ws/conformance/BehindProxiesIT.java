package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxies of docs/deploy before a server, with their configurations as they stand there. */
@Timeout(120)
class BehindProxiesIT {
    private static final String TLS = "+tls";
    private static final String CLIENT = "127.0.0.2"; // the proxy's own address is trusted

    private Path folder;
    private WebSocketServer server;

    /** Tells each client its address, then sends back what comes. */
    private static final class Teller implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket socket) {
            socket.sendText(socket.handshake().remote().toString());
        }

        @Override
        public void onText(WebSocket socket, String text) {
            socket.sendText(text);
        }
    }

    private void start(String transport) {
        server = Heard.server(transport)
                .set("ws.server.listeners", List.of("ws://127.0.0.1:0", "proxy+ws://127.0.0.1:0"))
                .set("ws.server.trusted-proxies", List.of("127.0.0.1"))
                .set("ws.plugins.heartbeat.interval", "200 ms")
                .endpoint("/", Teller::new)
                .start();
    }

    private int port(int listener) {
        return ((InetSocketAddress) server.addresses().get(listener)).getPort();
    }

    private ProxyProcess proxy(String name, int front) throws Exception {
        return name.equals("nginx")
                ? ProxyProcess.nginx(folder, front, port(0))
                : ProxyProcess.haproxy(folder, front, ProxyProcess.freePort(), port(0), port(1), "send-proxy-v2");
    }

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "deploy")), "run")
                .toAbsolutePath();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({"nginx, nio", "nginx, netty", "haproxy, nio", "haproxy, netty"})
    void tlsEndsThereAndAllElseWorksAsWithoutIt(String name, String transport) throws Exception {
        start(transport);
        int front = ProxyProcess.freePort();
        try (ProxyProcess proxy = proxy(name, front);
                RawPeer peer = RawPeer.connectFrom(CLIENT, TLS, front)) {
            // Who claims to be passed on for somebody else is not believed; a page of this site may connect.
            peer.send(peer.request(
                    "/",
                    "X-Forwarded-For: 203.0.113.1",
                    "Forwarded: for=203.0.113.1",
                    "Origin: https://127.0.0.1:" + front));
            peer.expectAgreement();
            assertThat(message(peer)).as("%s", proxy.log()).isEqualTo("/" + CLIENT + ":0");
            peer.send(Frame.text("there and back"));
            assertThat(message(peer)).isEqualTo("there and back");

            try (RawPeer foreign = RawPeer.connect(TLS, front)) {
                foreign.send(foreign.request("/", "Origin: https://evil.example"));
                assertThat(foreign.readHead()).startsWith("HTTP/1.1 403 ");
            }

            for (int i = 0; i < 3; i++) {
                Frame ping = peer.read();
                assertThat(ping.opcode()).isEqualTo(Frame.PING);
                peer.send(Frame.of(Frame.PONG, ping.payload()));
            }

            server.stop();
            Frame last = peer.read();
            while (last.opcode() == Frame.PING) {
                last = peer.read();
            }
            assertThat(last.closeCode()).isEqualTo(1012);
            peer.send(last);
            server.join();
        }
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({"send-proxy, nio", "send-proxy, netty", "send-proxy-v2, nio", "send-proxy-v2, netty"})
    void haproxyAnnouncesTheClient(String word, String transport) throws Exception {
        start(transport);
        int bytes = ProxyProcess.freePort();
        try (ProxyProcess proxy = ProxyProcess.haproxy(folder, ProxyProcess.freePort(), bytes, port(0), port(1), word);
                RawPeer peer = RawPeer.open("", bytes, "/")) {
            assertThat(message(peer)).as("%s", proxy.log()).isEqualTo("/127.0.0.1:" + peer.localPort());
            peer.send(Frame.text("there and back"));
            assertThat(message(peer)).isEqualTo("there and back");
        }
    }

    /** The next message; pings before it are answered. */
    private static String message(RawPeer peer) throws Exception {
        Frame frame = peer.read();
        while (frame.opcode() == Frame.PING) {
            peer.send(Frame.of(Frame.PONG, frame.payload()));
            frame = peer.read();
        }
        return frame.text();
    }
}
