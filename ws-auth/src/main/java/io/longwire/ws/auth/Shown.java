package io.longwire.ws.auth;

import io.longwire.ws.Handshake;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Finds what a handshake shows. What is malformed shows nothing. */
final class Shown {
    private final AuthSettings settings;

    Shown(AuthSettings settings) {
        this.settings = settings;
    }

    /** The first proof that is there, in the order of the sources. The others are not looked at. */
    Optional<Proof> in(Handshake handshake) {
        return settings.sources().stream()
                .flatMap(source -> from(source, handshake).stream())
                .findFirst();
    }

    private Optional<Proof> from(Source source, Handshake handshake) {
        return switch (source) {
            case COOKIE -> token(source, cookie(handshake.headers("Cookie"), settings.cookie()));
            case BEARER -> token(source, authorization(handshake, "Bearer "));
            case BASIC -> authorization(handshake, "Basic ").flatMap(Shown::password);
            case QUERY -> token(source, handshake.query(settings.queryParameter()));
            case SUBPROTOCOL -> token(source, behindMarker(handshake));
            case CERTIFICATE -> handshake.tls().flatMap(Shown::certificate);
            case MESSAGE -> Optional.empty();
        };
    }

    private static Optional<Proof> token(Source source, Optional<String> value) {
        return value.filter(text -> !text.isEmpty()).map(text -> new Proof.Token(source, text));
    }

    /** RFC 6265, 5.4: pairs with semicolons between; of two with one name the more specific comes first. */
    static Optional<String> cookie(List<String> headers, String name) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** RFC 9110, 11.1: the scheme is compared without case. Two headers say two things, so they say nothing. */
    private static Optional<String> authorization(Handshake handshake, String scheme) {
        List<String> all = handshake.headers("Authorization");
        return all.size() == 1 && all.get(0).regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(all.get(0).substring(scheme.length()).strip())
                : Optional.empty();
    }

    /** RFC 7617, 2: {@code name:password} in base64. */
    private static Optional<Proof> password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Proof.Password(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** What the client offered behind the marker, as {@code new WebSocket(url, ["bearer", token])} does. */
    private Optional<String> behindMarker(Handshake handshake) {
        List<String> offered = handshake.headers("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .toList();
        int marker = offered.indexOf(settings.subprotocol());
        return marker < 0 || marker == offered.size() - 1 ? Optional.empty() : Optional.of(offered.get(marker + 1));
    }

    private static Optional<Proof> certificate(SSLSession session) {
        try {
            Certificate own = session.getPeerCertificates()[0];
            return own instanceof X509Certificate known ? Optional.of(new Proof.Certificate(known)) : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
