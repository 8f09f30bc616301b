package io.longwire.ws.runtime;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.StartFailed;
import io.longwire.ws.codec.handshake.Authority;
import io.longwire.ws.codec.handshake.ClientHandshake;
import io.longwire.ws.codec.handshake.ConnectRequest;
import io.longwire.ws.codec.handshake.ResponseHead;
import io.longwire.ws.codec.handshake.Responses;
import io.longwire.ws.runtime.tls.TlsWire;
import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The way to a server: name, TCP, proxy, TLS, each with its own time. Each step hands the wire to the next one; the last one is the
 * opening handshake, {@link Asking}.
 */
final class Reaching implements Acceptor, Exchange.Asker {
    private final Client client;
    private final Core core;
    private final Asking asking;
    private final URI uri;
    private final String host;
    private final int port;
    private final @Nullable ProxySettings proxy;

    Reaching(Client client, Asking asking) {
        this.client = client;
        this.core = client.core();
        this.asking = asking;
        this.uri = asking.uri();
        this.proxy = core.settings.client().proxy().orElse(null);
        Authority first = proxy == null ? ClientHandshake.authority(uri) : proxy.address();
        this.host = first.host();
        this.port = proxy == null ? ClientHandshake.port(uri) : first.port();
    }

    void begin() {
        boolean trusts = !ClientHandshake.secure(uri) || client.hasTls();
        if (trusts && host.matches("[\\d.]+|\\[.*]")) {
            resolve();
            return;
        }
        try {
            core.workers.execute(this::resolve); // a name's look-up blocks, and so does reading the JDK's trust store
        } catch (RejectedExecutionException closing) {
            asking.failed(new IOException("the client is closed", closing));
        }
    }

    private void resolve() {
        try {
            if (ClientHandshake.secure(uri)) {
                client.tls();
            }
            dial(Arrays.stream(InetAddress.getAllByName(host))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList());
        } catch (UnknownHostException unknown) {
            asking.failed(new IOException(
                    (proxy == null ? "the host name \"" : "the proxy's name \"") + host + "\" is not known", unknown));
        } catch (StartFailed trustStore) {
            asking.failed(new IOException(trustStore.getMessage(), trustStore));
        }
    }

    private void dial(List<InetSocketAddress> addresses) {
        Duration limit = core.settings.connectTimeout();
        Dial dial = new Dial(core.transport, addresses, this);
        asking.deadline().start(core.transport.loops().get(0), limit, () -> {
            if (dial.cancel()) {
                failed(new IOException("no TCP connection to " + host + " within " + limit));
            }
        });
        dial.begin();
    }

    /** There is no TCP connection, or no tunnel through the proxy. */
    @Override
    public void failed(IOException cause) {
        asking.failed(cause);
    }

    @Override
    public Receiver accept(Wire wire) {
        if (proxy == null) {
            return reached(wire);
        }
        limit(wire, proxy.timeout(), "no answer of the proxy within ");
        ByteBuffer request = ConnectRequest.of(uri, proxy.authorization());
        return new Exchange(wire, request, core.settings.head(), this).begin();
    }

    private void limit(Wire wire, Duration limit, String sentence) {
        asking.deadline().start(wire.loop(), limit, () -> {
            asking.failed(new HandshakeFailed(sentence + limit, 0, Map.of(), null));
            wire.reset();
        });
    }

    // ---- the proxy

    @Override
    public String peer() {
        return "the proxy";
    }

    @Override
    public void answered(Wire wire, ResponseHead head, ByteBuffer rest) throws HandshakeFailed {
        int status = head.status();
        if (status < 200 || status > 299) { // RFC 9110, 9.3.6: "Any 2xx (Successful) response indicates" a tunnel
            throw refused("answered " + status + " " + Responses.phrase(status), head);
        }
        if (rest.hasRemaining()) {
            throw refused("sent bytes that the server was not asked for yet", head);
        }
        wire.attach(reached(wire));
    }

    private HandshakeFailed refused(String what, ResponseHead head) {
        return new HandshakeFailed(
                "the proxy " + what, head.status(), head.headers().asMap(), null);
    }

    @Override
    public HandshakeFailed malformed(HandshakeFailed why) {
        return new HandshakeFailed(
                "the proxy's answer is wrong: " + why.getMessage(), why.status(), why.headers(), why.getCause());
    }

    // ---- the server

    /** What hears of a wire whose other end is the server. */
    private Receiver reached(Wire wire) {
        if (!ClientHandshake.secure(uri)) {
            return asking.begin(wire);
        }
        limit(wire, core.settings.client().tlsTimeout(), "no TLS with " + uri.getHost() + " within ");
        TlsWire secured = new TlsWire(
                wire,
                client.tls().connecting(ClientHandshake.host(uri), ClientHandshake.port(uri)),
                core.context(wire.loop()).tls(),
                core.workers,
                over -> new Securing(over, asking));
        secured.begin();
        secured.write(ByteBuffer.allocate(1)); // it is taken never, and told of when TLS is there
        return secured;
    }

    /** Waits for the TLS handshake. */
    private record Securing(Wire wire, Asking asking) implements Receiver {
        @Override
        public void onWritable() {
            wire.attach(asking.begin(wire));
        }

        @Override
        public void onBytes(ByteBuffer none) {}

        @Override
        public void onEnd() {
            wire.close();
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            asking.failed(asking.ended(cause));
        }
    }
}
