package io.longwire.ws.conformance.rows;

import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What is between the peer's bytes and TCP. */
enum Link {
    PLAIN(256 * 1024, 0),
    TLS(4 * 1024 * 1024, 4 * 1024);

    private final long perConnection;
    private final long perWrite;

    /**
     * @param perConnection the bytes that may be allocated for a connection whatever it says: heads, handlers, sessions, a line in
     *     the log, and for TLS what the JDK's engine makes for a handshake
     * @param perWrite the bytes that may be allocated for each write of the peer: a record of TLS
     */
    Link(long perConnection, long perWrite) {
        this.perConnection = perConnection;
        this.perWrite = perWrite;
    }

    /**
     * A client's end that is connected.
     *
     * @param receiveBuffer what the system holds for a peer that does not read; 0 for the usual
     */
    Socket connect(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Ears.DEADLINE_MILLIS);
        return over(socket, true);
    }

    /** A server's end of an accepted connection. */
    Socket accepted(Socket socket) throws IOException {
        return over(socket, false);
    }

    private Socket over(Socket socket, boolean client) throws IOException {
        return this == TLS ? Tls.over("+tls", socket, client) : socket;
    }

    WebSocketServer.Builder prepare(WebSocketServer.Builder builder) {
        return this == TLS ? Tls.secured(builder) : builder;
    }

    WebSocketClient.Builder prepare(WebSocketClient.Builder builder) {
        return this == TLS ? Tls.trusting(builder) : builder;
    }

    /** What our side may allocate for connections and writes, besides what it does for their bytes. */
    long allowance(long connections, long writes) {
        return connections * perConnection + writes * perWrite;
    }

    /** The scheme of our own pages' origin (RFC 6454), and of WebSocket URIs. */
    String httpScheme() {
        return this == TLS ? "https" : "http";
    }

    String otherHttpScheme() {
        return this == TLS ? "http" : "https";
    }

    String wsScheme() {
        return this == TLS ? "wss" : "ws";
    }
}
