package io.longwire.ws.conformance;

import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.testkit.Certificates;
import io.longwire.ws.testkit.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** How tests run over TLS too: by a transport's name that ends in {@code +tls}, and certificates of an authority of the tests. */
public final class Tls {
    private static final String SUFFIX = "+tls";
    private static final Certificates AUTHORITY = Certificates.authority();

    /** What servers of tests show. */
    public static final Identity SERVER = AUTHORITY.issue("localhost", "127.0.0.1", "::1");

    private static final SSLContext SERVERS = SERVER.context();
    private static final SSLContext CLIENTS = AUTHORITY.trusting();

    private Tls() {}

    /** What clients of others' making need to trust the servers of tests. */
    public static SSLContext trusting() {
        return CLIENTS;
    }

    public static boolean isIn(String transport) {
        return transport.endsWith(SUFFIX);
    }

    /** The transport's own name. */
    public static String transport(String name) {
        return isIn(name) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** A server on one loop of a transport, with a port that the system chooses. */
    public static WebSocketServer.Builder server(String name) {
        String transport = transport(name);
        WebSocketServer.Builder builder =
                WebSocketServer.builder().port(0).transport(transport).set("ws.transports." + transport + ".loops", 1);
        return isIn(name) ? builder.tls(SERVERS) : builder;
    }

    /** The same server over TLS. */
    public static WebSocketServer.Builder secured(WebSocketServer.Builder builder) {
        return builder.tls(SERVERS);
    }

    /** The same client, which trusts the servers of tests. */
    public static WebSocketClient.Builder trusting(WebSocketClient.Builder builder) {
        return builder.tls(CLIENTS);
    }

    /** A client on a transport, which trusts the servers of tests. */
    public static WebSocketClient.Builder client(String name) {
        return WebSocketClient.builder().transport(transport(name)).tls(CLIENTS);
    }

    /** Where a server on this machine is found. */
    public static URI uri(String name, int port, String target) {
        return URI.create((isIn(name) ? "wss" : "ws") + "://127.0.0.1:" + port + target);
    }

    /** TLS over a connected socket, when the name says so. The handshake is done. */
    public static Socket over(String name, Socket socket, boolean client) throws IOException {
        if (!isIn(name)) {
            return socket;
        }
        SSLContext context = client ? CLIENTS : SERVERS;
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        secured.setUseClientMode(client);
        secured.startHandshake();
        return secured;
    }
}
