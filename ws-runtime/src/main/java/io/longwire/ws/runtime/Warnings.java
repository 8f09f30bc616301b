package io.longwire.ws.runtime;

import io.longwire.ws.codec.handshake.Origins.Origin;
import io.longwire.ws.spi.Wire;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What the log says of requests that are refused by configuration, and how to let them in: at most one line a second for each
 * kind, with the number of those that were held back. Any thread.
 */
final class Warnings {
    private static final int LONGEST = 256;

    private final Ration origins = new Ration(Duration.ofSeconds(1));
    private final Ration crowds = new Ration(Duration.ofSeconds(1));
    private final Ration proxies = new Ration(Duration.ofSeconds(1));
    private final Ration hosts = new Ration(Duration.ofSeconds(1));

    /**
     * @param origin the value of {@code Origin}
     * @param forwarded whether a proxy that is not trusted says where the request was sent
     */
    void originRefused(Wire wire, String origin, boolean forwarded) {
        long held = origins.take(wire.loop().nanoTime());
        if (held < 0) {
            return;
        }
        StringBuilder line = new StringBuilder("A page of another origin was refused (")
                .append(wire.remote())
                .append(")");
        Optional<String> value = origin.equals("null")
                ? Optional.of(origin)
                : Origin.parse(origin).map(Origin::toString);
        value.filter(text -> text.length() <= LONGEST)
                .ifPresent(text -> line.append(". If it is yours, add it: ws.server.origins = [\"")
                        .append(text)
                        .append("\"]"));
        if (forwarded && wire.remote() instanceof InetSocketAddress peer) {
            line.append(". If a proxy of yours passed it on, trust it: ws.server.trusted-proxies = [\"")
                    .append(peer.getAddress().getHostAddress())
                    .append("\"]");
        }
        Log.warn(line.append(others(held)).toString());
    }

    /** @param host the canonical authority that the request names */
    void hostRefused(Wire wire, String host) {
        long held = hosts.take(wire.loop().nanoTime());
        if (held >= 0) {
            Log.warn("A request for another host was refused (" + wire.remote()
                    + "). If it is yours, add it: ws.server.hosts = [\"" + host + "\"]" + others(held));
        }
    }

    /** A connection was ended because more came than ws.limits.handshakes allows to be half open. */
    void crowded(Wire wire) {
        long held = crowds.take(wire.loop().nanoTime());
        if (held >= 0) {
            Log.warn("More handshakes are half done than ws.limits.handshakes allows; the oldest was ended ("
                    + wire.remote() + ")" + (held == 0 ? "" : ". " + held + " more were since the last such line"));
        }
    }

    /** Who is no trusted proxy has come to a listener for proxies. */
    void proxyUnknown(Wire wire) {
        long held = proxies.take(wire.loop().nanoTime());
        if (held >= 0 && wire.remote() instanceof InetSocketAddress peer) {
            Log.warn("A connection was cut that should come from a proxy (" + peer
                    + "). If it is yours, trust it: ws.server.trusted-proxies = [\""
                    + peer.getAddress().getHostAddress() + "\"]" + others(held));
        }
    }

    /** A trusted proxy has not spoken the PROXY protocol, or not so that it could be understood. */
    void proxyMalformed(Wire wire) {
        long held = proxies.take(wire.loop().nanoTime());
        if (held >= 0) {
            Log.warn("A proxy's connection was cut that began without a header of the PROXY protocol (" + wire.remote()
                    + "). Have the proxy send one, or set ws.server.proxy-protocol = false" + others(held));
        }
    }

    private static String others(long held) {
        return held == 0 ? "" : ". " + held + " more like it were refused since the last such line";
    }
}
