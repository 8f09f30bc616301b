package io.longwire.ws.examples.raw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A server as a client sees it.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param target the path and query of the request
 * @param tls makes the sockets of wss; null for ws
 * @param checksName whether the certificate has to be of this host
 * @param timeout for connecting, for the handshake of TLS and for a response's head
 */
public record Remote(
        String host, int port, String target, @Nullable SSLSocketFactory tls, boolean checksName, Duration timeout) {
    private static final int SMALL = 4 * 1024;

    /** The echo on this machine. */
    public static Remote loopback(int port) {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        return new Remote(host, port, "/echo", null, false, Duration.ofSeconds(10));
    }

    /**
     * What a ws or wss URI names (RFC 6455, 3).
     *
     * @throws IllegalArgumentException when it is no such URI
     */
    public static Remote of(URI uri, Trust trust, Duration timeout) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("wss");
        if (!secure && !scheme.equals("ws") || uri.getHost() == null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "\"" + uri + "\" is not ws://HOST[:PORT]/PATH or wss://HOST[:PORT]/PATH");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Remote(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery(),
                secure ? trust.sockets() : null,
                trust.checksNames(),
                timeout);
    }

    /** What stands in Host. */
    public String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (tls == null ? 80 : 443) ? name : name + ":" + port;
    }

    /** @param narrow whether the receive buffer is small, so that a server soon has to wait for it */
    Socket connect(boolean narrow) throws IOException {
        Socket socket = new Socket();
        try {
            if (narrow) {
                socket.setReceiveBufferSize(SMALL);
            }
            socket.setTcpNoDelay(true);
            int millis = Math.toIntExact(timeout.toMillis());
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            return tls == null ? socket : secured(socket, tls);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket secured(Socket plain, SSLSocketFactory factory) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        if (checksName) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }
}
