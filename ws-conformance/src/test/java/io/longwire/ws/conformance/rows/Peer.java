package io.longwire.ws.conformance.rows;

import io.longwire.ws.conformance.Frame;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.net.ssl.SSLSocket;

/** The other end of a connection: sends whatever a row says, cut as a run says, and hears all that comes back. */
final class Peer implements Closeable {
    private static final int RECORD = 1 << 14;

    private final Socket socket;
    private final boolean client;
    private final Cut cut;
    private final Random random;
    private final Ears ears = new Ears();
    private final DataInputStream in = new DataInputStream(ears);
    private boolean listens;
    private long sent;
    private long writes;

    /**
     * @param client whether it is a client, whose frames are masked (RFC 6455, 5.1)
     * @param cut how its bytes are cut, drawn from {@code seed} where chance decides
     */
    Peer(Socket socket, boolean client, Cut cut, long seed) throws IOException {
        this.socket = socket;
        this.client = client;
        this.cut = cut;
        this.random = new Random(seed);
        socket.setTcpNoDelay(true);
    }

    /** Begins to read, which a peer that is deaf puts off. */
    Peer listen() throws IOException {
        if (!listens) {
            listens = true;
            ears.open(socket.getInputStream());
        }
        return this;
    }

    /** Bytes that were to be sent, as far as the other side had not ended. */
    long sent() {
        return sent;
    }

    /** How many pieces they were. */
    long writes() {
        return writes;
    }

    /** Sends bytes in pieces. When the other side has ended already, the rest goes nowhere. */
    void send(byte[] bytes) {
        try {
            for (int at = 0; at < bytes.length; ) {
                int next = cut.next(bytes.length - at, random);
                sent += next;
                writes += pieces(next);
                socket.getOutputStream().write(bytes, at, next);
                at += next;
            }
        } catch (IOException ended) {
            ears.awaitEnd();
        }
    }

    /** With TLS each record of 2^14 bytes (RFC 8446, 5.1) is a write of its own. */
    private int pieces(int bytes) {
        return socket instanceof SSLSocket ? 1 + (bytes - 1) / RECORD : 1;
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends frames as this side must. */
    void send(Frame... frames) {
        send(bytes(frames));
    }

    /** Frames as this side must send them. */
    byte[] bytes(Frame... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            all.writeBytes(frame.masked(client).bytes());
        }
        return all.toByteArray();
    }

    /** The head of the next request or response with the empty line at its end, or what there was of it. */
    String readHead() {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int b = ears.read();
            if (b < 0) {
                break;
            }
            head.append((char) b);
        }
        return head.toString();
    }

    /** So many bytes, or what there was of them. */
    String readBody(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** The next frame; null when the other side has ended. */
    Frame read() throws IOException {
        return Frame.read(in);
    }

    /** All that was heard from the first byte on, when the other side has ended. */
    String hearAll() {
        ears.awaitEnd();
        return heard();
    }

    /** All that was heard so far. */
    String heard() {
        return new String(ears.heard(), StandardCharsets.ISO_8859_1);
    }

    /** Whether it stops reading; what its system holds for it is not read then either, but for what is being read. */
    void deaf(boolean now) {
        ears.shut(now);
    }

    /** Whether more was heard than was read. */
    boolean heardFrames() {
        return ears.available() > 0;
    }

    /** So many bytes as they come, of a peer that does not {@link #listen}. */
    String sip(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    /** How the other side ended, when it has. */
    Ears.End awaitEnd() {
        return ears.awaitEnd();
    }

    /** How the other side has ended; null while it has not. */
    Ears.End ended() {
        return ears.ended();
    }

    /** Sends FIN. */
    void fin() {
        try {
            socket.shutdownOutput();
        } catch (IOException endedAlready) {
            ears.awaitEnd();
        }
    }

    /** Sends RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
