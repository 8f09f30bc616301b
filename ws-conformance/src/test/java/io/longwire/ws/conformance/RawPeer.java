package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The other end of a connection, made of a blocking socket alone. It sends what it is told, right or wrong. */
final class RawPeer implements Closeable {
    /** Far more than anything takes, so that a test fails instead of hanging. */
    static final int DEADLINE_MILLIS = 30_000;

    private static final String NONCE = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: *([^\r]+)\r\n");

    private final Socket tcp;
    private final Socket socket;
    private final DataInputStream in;
    private final boolean client;
    private String head = "";

    private RawPeer(String transport, Socket tcp, boolean client) throws IOException {
        this.tcp = tcp;
        this.client = client;
        tcp.setTcpNoDelay(true);
        tcp.setSoTimeout(DEADLINE_MILLIS);
        socket = Tls.over(transport, tcp, client);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
    }

    /** A client that has said nothing yet. */
    static RawPeer connect(int port) throws IOException {
        return connect("", port);
    }

    /** A client that has said nothing yet, over TLS when the transport's name says so. */
    static RawPeer connect(String transport, int port) throws IOException {
        return new RawPeer(transport, new Socket(InetAddress.getLoopbackAddress(), port), true);
    }

    /** A client on this machine whose address is another than its servers'. */
    static RawPeer connectFrom(String address, String transport, int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0);
        return new RawPeer(transport, socket, true);
    }

    /** A client whose connection begins with these bytes, each in a write of its own, before TLS if there is any. */
    static RawPeer announced(String transport, int port, byte... header) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        for (byte b : header) {
            socket.getOutputStream().write(b);
        }
        return new RawPeer(transport, socket, true);
    }

    /** A client with a small receive buffer, so that a server soon has to wait for it. */
    static RawPeer connectNarrow(int port) throws IOException {
        return connectNarrow("", port);
    }

    /** A client with a small receive buffer, over TLS when the transport's name says so. */
    static RawPeer connectNarrow(String transport, int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE_MILLIS);
        return new RawPeer(transport, socket, true);
    }

    /** A client whose opening handshake is done. */
    static RawPeer open(int port, String target) throws IOException {
        return open("", port, target);
    }

    /** A client whose opening handshake is done, over TLS when the transport's name says so. */
    static RawPeer open(String transport, int port, String target) throws IOException {
        return connect(transport, port).upgrade(target);
    }

    /** A server's end of the next connection. It has read nothing yet but a TLS handshake. */
    static RawPeer accept(String transport, ServerSocket listener) throws IOException {
        listener.setSoTimeout(DEADLINE_MILLIS);
        return new RawPeer(transport, listener.accept(), false);
    }

    /** Does the opening handshake, with {@code early} in the packet of the request. */
    RawPeer upgrade(String target, byte... early) throws IOException {
        sendTogether(request(target), early);
        return expectAgreement();
    }

    /** Reads the answer to {@link #request}, which must be the 101 (RFC 6455, 4.2.2). */
    RawPeer expectAgreement() throws IOException {
        assertThat(readHead())
                .startsWith("HTTP/1.1 101 ")
                .containsIgnoringCase("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
        return this;
    }

    /** An opening handshake (RFC 6455, 1.3), with further header lines. */
    String request(String target, String... headers) {
        return request(socket.getPort(), target, headers);
    }

    static String request(int port, String target, String... headers) {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + NONCE
                + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Reads the client's opening handshake; the answer that agrees to it, with further header lines. */
    String agreement(String... headers) throws IOException {
        Matcher key = KEY.matcher(readHead());
        assertThat(key.find()).as(head).isTrue();
        StringBuilder answer = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + acceptFor(key.group(1)) + "\r\n");
        for (String header : headers) {
            answer.append(header).append("\r\n");
        }
        return answer.append("\r\n").toString();
    }

    private static String acceptFor(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.strip() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(String head) throws IOException {
        send(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a head and what follows it in one packet. */
    void sendTogether(String head, byte... body) throws IOException {
        send(concat(head.getBytes(StandardCharsets.ISO_8859_1), body));
    }

    /** Sends frames as this side must, in one packet: a client's are masked (RFC 6455, 5.1). */
    void send(Frame... frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            all.writeBytes(bytes(frame));
        }
        send(all.toByteArray());
    }

    /** The frame as this side must send it. */
    byte[] bytes(Frame frame) {
        return frame.masked(client).bytes();
    }

    /** The head of the next request or response, with the empty line at its end. */
    String readHead() throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.length() < 4 || read.lastIndexOf("\r\n\r\n") != read.length() - 4) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            read.append((char) b);
        }
        head = read.toString();
        return head;
    }

    /** The head that was read last. */
    String head() {
        return head;
    }

    /** What it has not read yet. */
    InputStream in() {
        return in;
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    /** So many bytes of a body. */
    String readBody(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** The next frame without its mask, which must be there if the other side is a client; null when that side has ended. */
    @Nullable
    Frame tryRead() throws IOException {
        Frame frame = Frame.read(in);
        if (frame == null) {
            return null;
        }
        // RFC 6455, 5.1: "A server MUST NOT mask any frames", a client must.
        assertThat(frame.masked()).isEqualTo(!client);
        return frame.masked(false);
    }

    /** The next frame. */
    Frame read() throws IOException {
        return Objects.requireNonNull(tryRead(), "the connection ended");
    }

    /** A whole message that may come in fragments. */
    Frame readMessage() throws IOException {
        Frame first = read();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(first.payload());
        for (Frame next = first; !next.fin(); ) {
            next = read();
            assertThat(next.opcode()).isEqualTo(Frame.CONTINUATION);
            payload.writeBytes(next.payload());
        }
        return new Frame(first.first() | 0x80, first.masked(), payload.toByteArray());
    }

    /** Everything up to the end. Answers the other side's Close by ending too, as a polite TCP peer does. */
    List<Frame> readToEnd() throws IOException {
        List<Frame> frames = new ArrayList<>();
        boolean closed = false;
        try {
            Frame frame;
            while ((frame = tryRead()) != null) {
                frames.add(frame);
                if (frame.opcode() == Frame.CLOSE) {
                    closed = true;
                    end();
                }
            }
        } catch (IOException reset) {
            if (!closed || !isReset(reset)) { // after it, the other side waits for a slow peer only so long
                throw reset;
            }
        }
        return frames;
    }

    /** Whether the other side is gone. TLS tells it as a failure of its own. */
    static boolean isReset(IOException failure) {
        return failure instanceof SocketException
                || (failure instanceof SSLException && failure.getCause() instanceof SocketException);
    }

    int localPort() {
        return socket.getLocalPort();
    }

    /** Half-closes: sends FIN, or with TLS close_notify. */
    void end() throws IOException {
        if (!socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
    }

    /** Ends with RST. */
    void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(tail);
        return all.toByteArray();
    }
}
