package io.longwire.ws.conformance.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A client of a test that holds its TLS engine and its socket apart, so that it can misbehave in both. */
final class TlsPeer implements Closeable {
    private static final int DEADLINE_MILLIS = 30_000;
    private static final int SIZE = 64 * 1024;

    final Socket tcp;
    final SSLEngine engine;
    private final ByteBuffer arrived = ByteBuffer.allocate(SIZE).flip();

    TlsPeer(int port, SSLContext context, String protocol) throws IOException {
        tcp = new Socket(InetAddress.getLoopbackAddress(), port);
        tcp.setSoTimeout(DEADLINE_MILLIS);
        tcp.setTcpNoDelay(true);
        engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
    }

    /** The records that the engine makes of some bytes, or has to say. */
    byte[] seal(byte... plain) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(plain);
        ByteBuffer records = ByteBuffer.allocate(SIZE);
        do {
            engine.wrap(source, records);
        } while (source.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
        return Arrays.copyOf(records.array(), records.position());
    }

    void send(byte... bytes) throws IOException {
        tcp.getOutputStream().write(bytes);
    }

    /** The TLS handshake, whole. */
    TlsPeer handshake() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_WRAP -> send(seal());
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> open();
                default -> {
                    return this;
                }
            }
        }
    }

    /** What the next record says, empty for one without data. */
    byte[] open() throws IOException {
        ByteBuffer plain = ByteBuffer.allocate(SIZE);
        while (true) {
            SSLEngineResult result = engine.unwrap(arrived, plain);
            if (result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                return Arrays.copyOf(plain.array(), plain.position());
            }
            arrived.compact();
            InputStream in = tcp.getInputStream();
            int count = in.read(arrived.array(), arrived.position(), arrived.remaining());
            arrived.position(arrived.position() + Math.max(count, 0)).flip();
            if (count < 0) {
                throw new IOException("the server has ended");
            }
        }
    }

    /** Whether the server has ended TCP; what it says before that is passed over. */
    boolean sawEnd() throws IOException {
        try {
            while (tcp.getInputStream().read() >= 0) {}
            return true;
        } catch (SocketException reset) {
            return reset.getMessage().contains("reset");
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
    }
}
