package io.longwire.ws.runtime;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.codec.handshake.ClientHandshake;
import io.longwire.ws.codec.handshake.ResponseHead;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where the answers to one connect send it (RFC 6455, 4.1 and RFC 9110, 15.4): never in a circle, never from TLS to none. */
final class Redirects {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private final int most;
    private final Set<URI> seen = new HashSet<>();

    /** @param most how many are followed, 0 for none */
    Redirects(int most) {
        this.most = most;
    }

    /**
     * The address that an answer names, when it is to be followed.
     *
     * @throws HandshakeFailed when it would be followed, but for where it leads
     */
    Optional<URI> next(URI from, ResponseHead answer) throws HandshakeFailed {
        List<String> locations = answer.headers().all("Location");
        if (most == 0 || !STATUSES.contains(answer.status()) || locations.size() != 1) {
            return Optional.empty();
        }
        seen.add(from);
        URI to = target(from, locations.get(0), answer);
        if (ClientHandshake.secure(from) && !ClientHandshake.secure(to)) {
            throw failed("the server redirects from wss to ws", answer);
        }
        if (seen.contains(to)) {
            throw failed("the server redirects in a circle", answer);
        }
        if (seen.size() > most) {
            throw failed("the server redirects more than " + most + " times", answer);
        }
        return Optional.of(to);
    }

    /** Whether what was meant for one may be told the other (RFC 6454, 5). */
    static boolean sameOrigin(URI one, URI other) {
        return ClientHandshake.secure(one) == ClientHandshake.secure(other)
                && ClientHandshake.authority(one)
                        .host()
                        .equals(ClientHandshake.authority(other).host())
                && ClientHandshake.port(one) == ClientHandshake.port(other);
    }

    private static URI target(URI from, String location, ResponseHead answer) throws HandshakeFailed {
        try {
            URI to = from.resolve(new URI(location));
            String text = to.toString();
            String scheme = to.getScheme().toLowerCase(Locale.ROOT);
            String rest = text.substring(scheme.length());
            int fragment = rest.indexOf('#'); // RFC 6455, 3: none in a WebSocket URI
            String ws = scheme.equals("http") ? "ws" : scheme.equals("https") ? "wss" : scheme;
            return ClientHandshake.require(new URI(ws + (fragment < 0 ? rest : rest.substring(0, fragment))));
        } catch (URISyntaxException | IllegalArgumentException wrong) {
            throw failed("the server redirects to what is no WebSocket address", answer);
        }
    }

    private static HandshakeFailed failed(String sentence, ResponseHead answer) {
        return new HandshakeFailed(sentence, answer.status(), answer.headers().asMap(), null);
    }
}
