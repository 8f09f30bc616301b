package io.longwire.ws.runtime;

import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server's connection until its proxy has said whose it is. It comes before TLS. Who is no trusted proxy, or says nothing that
 * can be understood, is cut off without a word: the other end is a program of the same operator, or somebody who went around it.
 */
final class ProxyProtocol implements Receiver {
    /** Makes who goes on with the connection, in what is left of the handshake's time. */
    interface Next {
        Receiver receiver(Wire announced, Duration left);
    }

    private final Http http;
    private final Wire wire;
    private final Next next;
    private final Duration limit;
    private final long since;
    private final Cancellable timer;
    private @Nullable ByteBuffer kept;
    private boolean done;

    ProxyProtocol(Http http, Wire wire, Next next) {
        this.http = http;
        this.wire = wire;
        this.next = next;
        this.limit = http.handshakeTimeout();
        this.since = wire.loop().nanoTime();
        this.timer = wire.loop().schedule(limit, this::timedOut);
        http.accepted(null);
        if (!(wire.remote() instanceof UnixDomainSocketAddress) && !http.isProxy(wire.remote())) {
            http.warnings().proxyUnknown(wire);
            cut();
        }
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        if (done) {
            return;
        }
        int before = kept == null ? 0 : kept.position();
        ByteBuffer all = keep(bytes);
        ProxyHeader header;
        try {
            header = ProxyHeader.read(all.flip());
        } catch (ProxyHeader.Malformed wrong) {
            http.warnings().proxyMalformed(wire);
            cut();
            return;
        }
        all.position(all.limit()).limit(all.capacity());
        if (header != null) {
            bytes.position(bytes.position() + header.length() - before);
            handOver(header, bytes);
        }
    }

    private ByteBuffer keep(ByteBuffer bytes) {
        ByteBuffer all = kept;
        if (all == null) {
            all = ByteBuffer.allocate(ProxyHeader.LONGEST);
            kept = all;
        }
        int room = Math.min(all.remaining(), bytes.remaining());
        all.put(bytes.slice(bytes.position(), room));
        return all;
    }

    private void handOver(ProxyHeader header, ByteBuffer rest) {
        done = true;
        kept = null;
        timer.cancel();
        InetSocketAddress source = header.source();
        InetSocketAddress destination = header.destination();
        Wire announced = source == null || destination == null ? wire : new AnnouncedWire(wire, source, destination);
        Duration left = limit.minusNanos(wire.loop().nanoTime() - since);
        http.gone(null); // the next counts it
        Receiver receiver = next.receiver(announced, left);
        wire.attach(receiver);
        if (rest.hasRemaining()) {
            receiver.onBytes(rest);
        }
    }

    private void timedOut() {
        if (kept == null) {
            http.silent();
        } else {
            http.warnings().proxyMalformed(wire);
            http.unannounced();
        }
        done = true;
        wire.close();
    }

    private void cut() {
        done = true;
        kept = null;
        timer.cancel();
        http.unannounced();
        wire.close();
    }

    @Override
    public void onWritable() {}

    @Override
    public void onEnd() {
        if (!done && kept != null) {
            http.warnings().proxyMalformed(wire);
            cut();
        }
        wire.close();
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        done = true;
        timer.cancel();
        http.gone(null);
    }
}
