package io.longwire.ws.runtime;

import io.longwire.ws.Handshake;
import io.longwire.ws.codec.handshake.Headers;
import io.longwire.ws.codec.handshake.RequestTarget;
import io.longwire.ws.runtime.tls.TlsWire;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What is kept of an opening handshake. */
final class OpeningHandshake implements Handshake {
    private final String path;
    private final Map<String, String> parameters;
    private final String query;
    private final Wire wire;
    private final Services services;
    private volatile @Nullable Headers headers;
    private volatile @Nullable Principal principal;
    private volatile @Nullable String subprotocol;
    private volatile List<String> extensions = List.of();

    OpeningHandshake(
            String path, Map<String, String> parameters, String query, Headers headers, Wire wire, Services services) {
        this.path = path;
        this.parameters = parameters;
        this.query = query;
        this.headers = headers;
        this.wire = wire;
        this.services = services;
    }

    void agreed(Optional<String> chosen, List<String> extensionNames) {
        subprotocol = chosen.orElse(null);
        extensions = List.copyOf(extensionNames);
    }

    /** A browser sends up to 900 bytes of headers; they are not kept for the connection's life. */
    void dropHeaders() {
        headers = null;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Map<String, String> parameters() {
        return parameters;
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public Optional<String> query(String name) {
        return RequestTarget.queryValue(query, name);
    }

    @Override
    public Optional<String> header(String name) {
        return kept().first(name);
    }

    @Override
    public List<String> headers(String name) {
        return kept().all(name);
    }

    @Override
    public Set<String> headerNames() {
        return kept().names();
    }

    private Headers kept() {
        Headers all = headers;
        if (all == null) {
            throw new IllegalStateException("the handshake's headers are valid until onOpen returned; "
                    + "read them there, or set ws.server.keep-headers = true");
        }
        return all;
    }

    @Override
    public Optional<String> subprotocol() {
        return Optional.ofNullable(subprotocol);
    }

    @Override
    public List<String> extensions() {
        return extensions;
    }

    @Override
    public SocketAddress remote() {
        return wire.remote();
    }

    @Override
    public SocketAddress local() {
        return wire.local();
    }

    @Override
    public boolean secure() {
        return wire instanceof TlsWire;
    }

    @Override
    public Optional<SSLSession> tls() {
        return wire instanceof TlsWire secured ? Optional.of(secured.session()) : Optional.empty();
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    @Override
    public void principal(Principal who) {
        principal = who;
    }

    @Override
    public <T> T service(Class<T> type) {
        return services.get(type);
    }
}
