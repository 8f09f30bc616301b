package io.longwire.ws.examples.attack;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A WebSocket client made of a blocking socket, which can send anything. */
public final class RawClient implements Closeable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SMALL = 4 * 1024;
    private static final int MASK_KEY = 0x37fa213d;

    private final Socket socket = new Socket();
    private final int port;
    private final byte[] sink = new byte[16 * 1024];

    /**
     * Connects to this machine.
     *
     * @param narrow whether its receive buffer is small, so that a server soon has to wait for it
     */
    public RawClient(int port, boolean narrow) throws IOException {
        this.port = port;
        try {
            if (narrow) {
                socket.setReceiveBufferSize(SMALL);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** An opening handshake (RFC 6455, 1.3), with further header lines that end in CRLF. */
    byte[] request(String headers) {
        return ("GET /echo HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Opens {@code /echo}, and reads the answer to the end of its head. */
    public void open(String headers) throws IOException {
        send(request(headers));
        socket.setSoTimeout(CONNECT_MILLIS);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                throw new IOException("the server ended before it answered");
            }
            head.append((char) b);
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not opened: " + head.substring(0, head.indexOf("\r\n")));
        }
    }

    /** Sends bytes as they are. */
    public void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** A masked frame (RFC 6455, 5.2). */
    public static byte[] frame(int first, byte... payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        if (payload.length > 0xffff) {
            frame.put((byte) 0xff).putLong(payload.length);
        } else if (payload.length > 125) {
            frame.put((byte) 0xfe).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | payload.length));
        }
        frame.putInt(MASK_KEY);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK_KEY >> 24 - 8 * (i & 3)));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** Reads and drops what comes for so long; whether the server has ended the connection. */
    public boolean endedWithin(Duration time) throws IOException {
        long until = System.nanoTime() + time.toNanos();
        while (true) {
            int left = (int) ((until - System.nanoTime()) / 1_000_000);
            if (left <= 0) {
                return false;
            }
            socket.setSoTimeout(left);
            try {
                if (socket.getInputStream().read(sink) < 0) {
                    return true;
                }
            } catch (SocketTimeoutException silence) {
                return false;
            }
        }
    }

    /** Ends with a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
