package io.longwire.ws.testkit;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.Handshake;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A handshake that a test makes up:
 *
 * <pre>{@code
 * new FakeHandshake("/chat/blue").parameter("room", "blue").header("Origin", "https://example.org")
 * }</pre>
 *
 * <p>Headers stay valid. Not for several threads at once while it is being made up.
 */
public final class FakeHandshake implements Handshake {
    private final String path;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();
    private final List<String> extensions = new ArrayList<>();
    private final Map<String, List<String>> answers = new LinkedHashMap<>();
    private final Map<AttributeKey<?>, Object> attributes = new ConcurrentHashMap<>();
    private String query = "";
    private @Nullable String endpoint;
    private @Nullable String subprotocol;
    private SocketAddress remote = new InetSocketAddress("127.0.0.1", 50_000);
    private boolean secure;
    private @Nullable SSLSession tls;
    private volatile @Nullable Principal principal;

    /**
     * A handshake for a path, and nothing else.
     *
     * @param path percent-decoded, for example {@code /chat/blue room}
     */
    public FakeHandshake(String path) {
        this.path = path;
    }

    /** Sets the endpoint's path, which is the handshake's own otherwise. */
    public FakeHandshake at(String endpointPath) {
        endpoint = endpointPath;
        return this;
    }

    /** Adds a parameter of the endpoint's path. */
    public FakeHandshake parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** Sets the query, as sent, without the question mark. */
    public FakeHandshake withQuery(String raw) {
        query = raw;
        return this;
    }

    /** Adds a value of a request header. */
    public FakeHandshake header(String name, String value) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        return this;
    }

    /** Sets the subprotocol that was agreed. */
    public FakeHandshake withSubprotocol(String agreed) {
        subprotocol = agreed;
        return this;
    }

    /** Adds an extension that was agreed. */
    public FakeHandshake extension(String agreed) {
        extensions.add(agreed);
        return this;
    }

    /** Sets the peer's address. */
    public FakeHandshake from(SocketAddress peer) {
        remote = peer;
        return this;
    }

    /** Makes it a connection over TLS. */
    public FakeHandshake overTls() {
        secure = true;
        return this;
    }

    /** Over TLS, with a session to look at. */
    public FakeHandshake tls(SSLSession session) {
        tls = session;
        return overTls();
    }

    /** Adds a service, as a plug-in would provide it. */
    public <T> FakeHandshake service(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String endpoint() {
        String named = endpoint;
        return named == null ? path : named;
    }

    @Override
    public Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public Optional<String> query(String name) {
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (URLDecoder.decode(parts[0], StandardCharsets.UTF_8).equals(name)) {
                return Optional.of(parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    @Override
    public List<String> headers(String name) {
        return List.copyOf(headers.getOrDefault(name, List.of()));
    }

    @Override
    public Set<String> headerNames() {
        return Set.copyOf(headers.keySet());
    }

    @Override
    public Optional<String> subprotocol() {
        return Optional.ofNullable(subprotocol);
    }

    @Override
    public List<String> extensions() {
        return List.copyOf(extensions);
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return new InetSocketAddress("127.0.0.1", 8080);
    }

    @Override
    public boolean secure() {
        return secure;
    }

    @Override
    public Optional<SSLSession> tls() {
        return Optional.ofNullable(tls);
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
    public void subprotocol(String offered) {
        if (subprotocol == null) {
            subprotocol = offered;
        }
    }

    @Override
    public void answer(String name, String value) {
        answers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** The headers that were added to the answer. A copy. */
    public Map<String, List<String>> answers() {
        return Map.copyOf(answers);
    }

    @Override
    @SuppressWarnings("unchecked") // as it was hung there
    public <T> @Nullable T attribute(AttributeKey<T> key) {
        return (T) attributes.get(key);
    }

    @Override
    public <T> void attribute(AttributeKey<T> key, @Nullable T value) {
        if (value == null) {
            attributes.remove(key);
        } else {
            attributes.put(key, value);
        }
    }

    @Override
    public <T> T service(Class<T> type) {
        Object service = services.get(type);
        if (service == null) {
            throw new IllegalArgumentException(
                    "no plug-in provides " + type.getName() + "; there are " + services.keySet());
        }
        return type.cast(service);
    }
}
