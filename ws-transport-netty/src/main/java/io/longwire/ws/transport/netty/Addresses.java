package io.longwire.ws.transport.netty;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/** Netty's native engines have an address type of their own for Unix domain sockets; outside there is only the JDK's. */
final class Addresses {
    private Addresses() {}

    static boolean unix(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress;
    }

    static SocketAddress nettys(SocketAddress address) {
        return address instanceof UnixDomainSocketAddress unix
                ? new DomainSocketAddress(unix.getPath().toString())
                : address;
    }

    /** Null is what the nameless end of a Unix domain socket has. */
    static SocketAddress ours(@Nullable SocketAddress address) {
        if (address == null) {
            return UnixDomainSocketAddress.of("");
        }
        return address instanceof DomainSocketAddress unix ? UnixDomainSocketAddress.of(unix.path()) : address;
    }
}
