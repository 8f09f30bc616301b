package io.longwire.ws.runtime;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.Handshake;
import io.longwire.ws.codec.handshake.Headers;
import io.longwire.ws.codec.handshake.RequestTarget;
import io.longwire.ws.codec.handshake.ServerHandshake;
import io.longwire.ws.runtime.tls.TlsWire;
import io.longwire.ws.spi.Wire;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What is kept of an opening handshake. */
final class OpeningHandshake implements Handshake {
    private static final Object[] NONE = {};
    private static final VarHandle ATTRIBUTES;
    /** Few add any, so there is no field for it. */
    private static final AttributeKey<Map<String, List<String>>> ANSWERS = AttributeKey.of("answers");

    /** Where a proxy tells another address than the wire's. */
    private static final AttributeKey<SocketAddress> CLIENT = AttributeKey.of("client");

    static {
        try {
            ATTRIBUTES = MethodHandles.lookup().findVarHandle(OpeningHandshake.class, "attributes", Object[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String path;
    private final String endpoint;
    private final Map<String, String> parameters;
    private final String query;
    private final Wire wire;
    private final Services services;
    private volatile @Nullable Headers headers;
    private volatile @Nullable Principal principal;
    private volatile @Nullable String subprotocol;
    private volatile List<String> extensions = List.of();
    /** Keys and values in turn; the array is never changed. */
    private volatile Object[] attributes = NONE;

    OpeningHandshake(
            String path,
            String endpoint,
            Map<String, String> parameters,
            String query,
            Headers headers,
            Wire wire,
            Services services) {
        this.path = path;
        this.endpoint = endpoint;
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

    /** A trusted proxy says whose handshake this is. */
    void comesFrom(SocketAddress client) {
        if (!client.equals(wire.remote())) {
            attribute(CLIENT, client);
        }
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
    public String endpoint() {
        return endpoint;
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
    public void subprotocol(String offered) {
        if (subprotocol == null) {
            subprotocol = Objects.requireNonNull(offered, "offered");
        }
    }

    @Override
    public void answer(String name, String value) {
        ServerHandshake.requireExtra(name, value);
        Map<String, List<String>> before = attribute(ANSWERS);
        Map<String, List<String>> more = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
        more.merge(
                name,
                List.of(value),
                (some, added) -> Stream.concat(some.stream(), added.stream()).toList());
        attribute(ANSWERS, more);
    }

    /** What goes into the answer, which is not kept. */
    Map<String, List<String>> takeAnswers() {
        Map<String, List<String>> taken = attribute(ANSWERS);
        attribute(ANSWERS, null);
        return taken == null ? Map.of() : taken;
    }

    @Override
    public List<String> extensions() {
        return extensions;
    }

    @Override
    public SocketAddress remote() {
        SocketAddress told = attribute(CLIENT);
        return told == null ? wire.remote() : told;
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
    @SuppressWarnings("unchecked") // the key's type is its value's
    public <T> @Nullable T attribute(AttributeKey<T> key) {
        Object[] pairs = attributes;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] == key) {
                return (T) pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public <T> void attribute(AttributeKey<T> key, @Nullable T value) {
        Objects.requireNonNull(key, "key");
        Object[] before;
        Object[] after;
        do { // few connections have more than a handful, and they change seldom
            before = attributes;
            after = value == null ? without(before, key) : with(without(before, key), key, value);
        } while (!ATTRIBUTES.compareAndSet(this, before, after));
    }

    private static Object[] with(Object[] pairs, Object key, Object value) {
        Object[] more = Arrays.copyOf(pairs, pairs.length + 2);
        more[pairs.length] = key;
        more[pairs.length + 1] = value;
        return more;
    }

    private static Object[] without(Object[] pairs, Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] == key) {
                Object[] fewer = Arrays.copyOf(pairs, pairs.length - 2);
                System.arraycopy(pairs, i + 2, fewer, i, fewer.length - i);
                return fewer.length == 0 ? NONE : fewer;
            }
        }
        return pairs;
    }

    @Override
    public <T> T service(Class<T> type) {
        return services.get(type);
    }
}
