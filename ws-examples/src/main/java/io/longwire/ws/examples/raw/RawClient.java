package io.longwire.ws.examples.raw;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A WebSocket client made of a blocking socket, which can send anything. */
public final class RawClient implements Closeable {
    /** The nonce of RFC 6455, 1.3. */
    public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final int MASK_KEY = 0x37fa213d;
    private static final int MOST_OF_A_HEAD = 64 * 1024;

    private final Remote remote;
    private final Socket socket;
    private final DataInputStream in;
    private final byte[] sink = new byte[16 * 1024];

    /** Connects. */
    public RawClient(Remote remote) throws IOException {
        this(remote, false);
    }

    /**
     * Connects.
     *
     * @param narrow whether its receive buffer is small, so that a server soon has to wait for it
     */
    public RawClient(Remote remote, boolean narrow) throws IOException {
        this.remote = remote;
        socket = remote.connect(narrow);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** An opening handshake (RFC 6455, 1.3), with further header lines that end in CRLF. */
    public byte[] request(String headers) {
        return request(remote, headers);
    }

    /** The same without a client, of a server. */
    public static byte[] request(Remote remote, String headers) {
        return ("GET " + remote.target() + " HTTP/1.1\r\nHost: " + remote.authority()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: " + KEY + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Opens, and reads the answer to the end of its head, which it returns. */
    public String open(String headers) throws IOException {
        send(request(headers));
        String head = head();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not opened: " + head.lines().findFirst().orElse("no answer"));
        }
        return head;
    }

    /** Reads a response to the end of its head, or of the stream if that comes first. */
    public String head() throws IOException {
        socket.setSoTimeout(Math.toIntExact(remote.timeout().toMillis()));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0 && head.length() < MOST_OF_A_HEAD) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            head.append((char) b);
        }
        return head.toString();
    }

    /** Sends these bytes as they are. */
    public void send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Ends this direction, where TCP alone is used. */
    public void end() throws IOException {
        socket.shutdownOutput();
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

    /**
     * The next frame; null at the end of the stream.
     *
     * @param most how long each of its parts may take
     * @throws SocketTimeoutException when it takes longer
     */
    public @Nullable Frame frame(Duration most) throws IOException {
        socket.setSoTimeout(Math.max(1, (int) most.toMillis()));
        return Frame.read(in);
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
                if (in.read(sink) < 0) {
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
