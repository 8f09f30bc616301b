package io.longwire.ws.runtime;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many may be here: connections in total and of one address, from accept to their end, handshakes in flight among them. A
 * connection is counted before it is judged, so that two that come at once cannot both take the last place. Whose address is null
 * counts in total alone. Any thread.
 */
final class Places {
    enum Verdict {
        ADMITTED,
        /** As many as there may be are here. */
        FULL,
        /** As many as there may be of this address are here. */
        FULL_FOR_ADDRESS
    }

    /** An IPv4 address, or the /64 of an IPv6 one, which is what one subscriber is given (RFC 6177, 2). */
    private record Origin(boolean v6, long bits) {}

    private final int most;
    private final int mostOfAddress;
    private final AtomicInteger here = new AtomicInteger();
    private final ConcurrentHashMap<Origin, Integer> byAddress = new ConcurrentHashMap<>();

    /** Limits of {@link Integer#MAX_VALUE} are none. */
    Places(int most, int mostOfAddress) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
    }

    /** A connection was accepted. */
    void entered(@Nullable SocketAddress remote) {
        here.incrementAndGet();
        count(remote);
    }

    /** One that has entered is of another address than was known. */
    void moved(@Nullable SocketAddress from, SocketAddress to) {
        uncount(from);
        count(to);
    }

    /** It has ended, in whatever way. */
    void left(@Nullable SocketAddress remote) {
        here.decrementAndGet();
        uncount(remote);
    }

    private void count(@Nullable SocketAddress remote) {
        Origin origin = origin(remote);
        if (origin != null) {
            byAddress.merge(origin, 1, Integer::sum);
        }
    }

    private void uncount(@Nullable SocketAddress remote) {
        Origin origin = origin(remote);
        if (origin != null) {
            byAddress.computeIfPresent(origin, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Of one that has entered. */
    Verdict judge(@Nullable SocketAddress remote) {
        if (here.get() > most) {
            return Verdict.FULL;
        }
        Origin origin = origin(remote);
        return origin != null && byAddress.getOrDefault(origin, 0) > mostOfAddress
                ? Verdict.FULL_FOR_ADDRESS
                : Verdict.ADMITTED;
    }

    int here() {
        return here.get();
    }

    /** Addresses that are counted now. */
    int addresses() {
        return byAddress.size();
    }

    /** Null where nobody counts: no limit is set, or the peer has no internet address (a Unix domain socket). */
    private @Nullable Origin origin(@Nullable SocketAddress remote) {
        if (mostOfAddress == Integer.MAX_VALUE || !(remote instanceof InetSocketAddress inet)) {
            return null;
        }
        InetAddress address = inet.getAddress();
        byte[] bytes = address.getAddress(); // an IPv4-mapped IPv6 address is an Inet4Address to the JDK
        return address instanceof Inet4Address
                ? new Origin(false, ByteBuffer.wrap(bytes).getInt())
                : new Origin(true, ByteBuffer.wrap(bytes).getLong());
    }
}
