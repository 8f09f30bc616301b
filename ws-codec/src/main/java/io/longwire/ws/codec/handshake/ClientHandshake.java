package io.longwire.ws.codec.handshake;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.spi.ExtensionParameters;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The client's side of one opening handshake (RFC 6455, 4.1). */
public final class ClientHandshake {
    private static final int NONCE_LENGTH = 16;

    private final URI uri;
    private final List<String> subprotocols;
    private final Map<String, List<String>> headers;
    private final List<ExtensionParameters> offers;
    private final String key;

    /**
     * What the server agreed to.
     *
     * @param subprotocol one of those that were offered
     * @param extensions as the server wrote them, their names among those that were offered; {@link Negotiation#confirm} judges
     *     the parameters
     */
    public record Accepted(Optional<String> subprotocol, List<ExtensionParameters> extensions) {}

    /**
     * @param uri see {@link #require}
     * @param subprotocols to offer, the preferred one first
     * @param headers further headers of the request
     * @param offers extensions to offer
     * @param nonce16 sixteen random bytes of a secure source, fresh for each handshake
     * @throws IllegalArgumentException when the URI is no WebSocket URI, a subprotocol is no token or stands twice, a header could
     *     inject another or belongs to the handshake, or the nonce has another length
     */
    public ClientHandshake(
            URI uri,
            List<String> subprotocols,
            Map<String, List<String>> headers,
            List<ExtensionParameters> offers,
            byte[] nonce16) {
        this.uri = require(uri);
        this.subprotocols = List.copyOf(subprotocols);
        this.headers = new LinkedHashMap<>(headers);
        this.offers = List.copyOf(offers);
        if (nonce16.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("the nonce has 16 bytes (RFC 6455, 4.1), not " + nonce16.length);
        }
        this.key = Base64.getEncoder().encodeToString(nonce16);
        for (String subprotocol : this.subprotocols) {
            if (!Syntax.isToken(subprotocol)) {
                throw new IllegalArgumentException("a subprotocol is not a token (RFC 6455, 4.1)");
            }
        }
        if (this.subprotocols.stream().distinct().count() != this.subprotocols.size()) {
            throw new IllegalArgumentException("a subprotocol is offered twice (RFC 6455, 4.1)");
        }
        this.headers.forEach((name, values) -> {
            ServerHandshake.requireFree(name);
            if (name.equalsIgnoreCase("Host")) {
                throw new IllegalArgumentException("the header Host comes from the URI");
            }
            values.forEach(value -> Syntax.requireHeader(name, value));
        });
    }

    /**
     * A WebSocket URI (RFC 6455, 3): scheme {@code ws} or {@code wss}, a host, no fragment, no user information.
     *
     * @return the same URI
     * @throws IllegalArgumentException when it is none
     */
    public static URI require(URI uri) {
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("ws") || scheme.equalsIgnoreCase("wss"))) {
            throw new IllegalArgumentException("a WebSocket URI begins with ws:// or wss:// (RFC 6455, 3)");
        }
        // RFC 6455, 3: "Fragment identifiers are meaningless in the context of WebSocket URIs and MUST NOT be used".
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a WebSocket URI has no fragment (RFC 6455, 3)");
        }
        String authority = uri.getRawAuthority();
        if (authority == null
                || authority.indexOf('@') >= 0
                || Authority.parse(authority).isEmpty()) {
            throw new IllegalArgumentException(
                    "a WebSocket URI names a host and no user; a name in other letters than ASCII is"
                            + " written in its xn-- form");
        }
        return uri;
    }

    /** Whether a WebSocket URI asks for TLS. */
    public static boolean secure(URI uri) {
        return "wss".equalsIgnoreCase(uri.getScheme());
    }

    /** The host of a WebSocket URI to connect to, an IPv6 address without its brackets. */
    public static String host(URI uri) {
        String host = authority(uri).host();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The port of a WebSocket URI: its own, or 80 for {@code ws} and 443 for {@code wss}. */
    public static int port(URI uri) {
        return authority(uri).portOr(secure(uri) ? 443 : 80);
    }

    /** The request, whole. */
    public ByteBuffer request() {
        StringBuilder text = new StringBuilder(256);
        text.append("GET ").append(resource()).append(" HTTP/1.1\r\n");
        Responses.append(text, "Host", List.of(hostHeader()));
        text.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        Responses.append(text, "Sec-WebSocket-Key", List.of(key));
        if (!subprotocols.isEmpty()) {
            Responses.append(text, "Sec-WebSocket-Protocol", List.of(String.join(", ", subprotocols)));
        }
        if (!offers.isEmpty()) {
            Responses.append(text, "Sec-WebSocket-Extensions", List.of(ExtensionHeader.format(offers)));
        }
        headers.forEach((name, values) -> Responses.append(text, name, values));
        return Responses.bytes(text.append("\r\n"), new byte[0]);
    }

    /**
     * Checks the server's answer, in the order of RFC 6455, 4.1.
     *
     * @throws HandshakeFailed with the answer's status and headers when the connection was not opened as asked
     */
    public Accepted check(ResponseHead response) throws HandshakeFailed {
        Headers answer = response.headers();
        if (response.status() != 101) {
            throw failed(
                    "the server answered " + response.status() + " " + Responses.phrase(response.status()), response);
        }
        if (!isOne(answer.all("Upgrade"), "websocket", true)) {
            throw failed("the server's Upgrade is not websocket", response);
        }
        if (!Syntax.containsIgnoreCase(Syntax.elements(answer.all("Connection")), "upgrade")) {
            throw failed("the server's Connection does not name Upgrade", response);
        }
        if (!isOne(answer.all("Sec-WebSocket-Accept"), AcceptKey.of(key), false)) {
            throw failed("the server's Sec-WebSocket-Accept does not belong to the key", response);
        }
        List<String> chosen = answer.all("Sec-WebSocket-Protocol");
        if (chosen.size() > 1 || (chosen.size() == 1 && !subprotocols.contains(chosen.get(0)))) {
            throw failed("the server chose a subprotocol that was not offered", response);
        }
        return new Accepted(chosen.stream().findFirst(), extensions(response));
    }

    private List<ExtensionParameters> extensions(ResponseHead response) throws HandshakeFailed {
        List<ExtensionParameters> answers;
        try {
            answers = ExtensionHeader.parse(response.headers().all("Sec-WebSocket-Extensions"));
        } catch (Refused malformed) {
            throw failed("the server's Sec-WebSocket-Extensions is malformed", response);
        }
        for (ExtensionParameters answer : answers) {
            if (offers.stream().noneMatch(offer -> offer.name().equals(answer.name()))) {
                throw failed("the server chose an extension that was not offered", response);
            }
        }
        return answers;
    }

    /** RFC 6455, 3: the path, "/" when it is empty, and the query. */
    private String resource() {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    /** The port is named only "if it is not the default port" (RFC 6455, 4.1, item 4). */
    private String hostHeader() {
        Authority authority = authority(uri);
        String host = uri.getHost() != null ? uri.getHost().toLowerCase(Locale.ROOT) : authority.host();
        int standard = secure(uri) ? 443 : 80;
        return authority.portOr(standard) == standard ? host : host + ":" + authority.port();
    }

    /** Host and port of a WebSocket URI as they stand in it. */
    public static Authority authority(URI uri) {
        return Authority.parse(uri.getRawAuthority())
                .orElseThrow(() -> new IllegalArgumentException("not a WebSocket URI"));
    }

    private static boolean isOne(List<String> values, String expected, boolean ignoreCase) {
        return values.size() == 1
                && (ignoreCase
                        ? values.get(0).equalsIgnoreCase(expected)
                        : values.get(0).equals(expected));
    }

    private static HandshakeFailed failed(String sentence, ResponseHead response) {
        return new HandshakeFailed(
                sentence, response.status(), response.headers().asMap(), null);
    }
}
