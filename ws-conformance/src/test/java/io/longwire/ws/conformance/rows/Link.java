package io.longwire.ws.conformance.rows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** What is between the peer's bytes and TCP. */
enum Link {
    PLAIN {
        @Override
        Socket connect(int port, int receiveBuffer) throws IOException {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Ears.DEADLINE_MILLIS);
            return socket;
        }
    };

    /** Those that rows run over. */
    static List<Link> all() {
        return List.of(values());
    }

    /**
     * A client's end that is connected.
     *
     * @param receiveBuffer what the system holds for a peer that does not read; 0 for the usual
     */
    abstract Socket connect(int port, int receiveBuffer) throws IOException;

    /** A server's end of an accepted connection. */
    Socket accepted(Socket socket) throws IOException {
        return socket;
    }

    /** The scheme of an origin (RFC 6454). */
    String httpScheme() {
        return "http";
    }

    String wsScheme() {
        return "ws";
    }
}
