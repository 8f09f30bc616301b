package io.longwire.ws.runtime;

import io.longwire.ws.StartFailed;
import io.longwire.ws.runtime.tls.TlsContext;
import io.longwire.ws.runtime.tls.TlsWire;
import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The listeners of a server, plain and with TLS. Any thread. */
final class Listeners {
    private final Core core;
    private final Http http;
    private final boolean secure;
    private final @Nullable SSLContext given;
    private final List<Listener> open = new ArrayList<>();
    private volatile @Nullable TlsContext tls;

    /**
     * Opens them all.
     *
     * @param given keys and trust for TLS that were given in code
     * @throws StartFailed when an address or a certificate is wrong; those that were opened end with the transport
     */
    Listeners(Core core, Http http, @Nullable SSLContext given) {
        this.core = core;
        this.http = http;
        ListenSettings settings = core.settings.listen();
        this.secure = settings.secure();
        this.given = given;
        tls = tls(settings);
        for (ListenSettings.Address address : settings.addresses()) {
            open.add(listen(address));
        }
    }

    private Listener listen(ListenSettings.Address address) {
        try {
            return core.transport.listen(resolve(address), new Acceptor() {
                @Override
                public Receiver accept(Wire wire) {
                    return address.announced()
                            ? new ProxyProtocol(http, wire, (announced, left) -> receiver(address, announced, left))
                            : receiver(address, wire, http.handshakeTimeout());
                }

                @Override
                public void failed(IOException cause) {
                    http.acceptFailed();
                    Log.acceptFailed(cause);
                }
            });
        } catch (IOException e) {
            String cure = address.port() < 0
                    ? "Remove the file if no server uses it, or choose another path in ws.server.listeners."
                    : "Choose another port with ws.server.port (0 lets the system choose), or stop what uses it.";
            throw new StartFailed("Cannot listen on " + address + " (" + e.getMessage() + "). " + cure, e);
        }
    }

    private static SocketAddress resolve(ListenSettings.Address address) {
        if (address.port() < 0) {
            return UnixDomainSocketAddress.of(address.host());
        }
        InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
        if (resolved.isUnresolved()) {
            throw new StartFailed("The host name \"" + address.host()
                    + "\" is not known. Set ws.server.host to a name or" + " address of this machine.");
        }
        return resolved;
    }

    private Receiver receiver(ListenSettings.Address address, Wire wire, Duration left) {
        TlsContext context = address.secure() ? tls : null;
        return context == null ? new HttpConnection(http, wire, left) : secured(wire, context, left);
    }

    /** The handshake's time limit and the limit of connections count from here on, TLS included. */
    private Receiver secured(Wire wire, TlsContext context, Duration left) {
        TlsWire secured = new TlsWire(
                wire,
                context.accepting(),
                core.context(wire.loop()).tls(),
                core.workers,
                over -> new HttpConnection(http, over, left));
        if (http.judge(http.counted(wire.remote())) != Places.Verdict.ADMITTED) {
            secured.close(); // a handshake only to say 503 or 429 costs more than it tells
        } else {
            secured.begin();
        }
        return secured;
    }

    /** @throws StartFailed when a file is wrong; the old ones stay in use */
    void reloadCertificates() {
        if (given != null || !secure) {
            throw new IllegalStateException("the server's TLS does not come from the files that ws.server.tls names");
        }
        tls = tls(core.settings.listen());
    }

    /**
     * Made of files that are read now; null when no listener speaks TLS.
     *
     * @throws StartFailed when one is wrong
     */
    @Nullable
    TlsContext tls(ListenSettings settings) {
        return secure ? TlsContext.server(settings.tls(), given) : null;
    }

    /** What connections get that come from now on. */
    void renew(@Nullable TlsContext renewed) {
        tls = renewed;
    }

    List<SocketAddress> addresses() {
        return open.stream().map(Listener::address).toList();
    }

    /** Stops accepting (true) or goes on. */
    void pause(boolean on) {
        open.forEach(listener -> listener.pause(on));
    }

    void close() {
        open.forEach(Listener::close);
    }
}
