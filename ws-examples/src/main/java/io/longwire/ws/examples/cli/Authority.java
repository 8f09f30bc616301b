package io.longwire.ws.examples.cli;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Host and port as they stand in an address (RFC 3986, 3.2). */
final class Authority {
    private Authority() {}

    static String of(String host, int port) {
        // RFC 3986, 3.2.2: an IPv6 address stands in brackets.
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    static String host(SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            return inet.getAddress() instanceof Inet6Address v6 ? v6.getHostAddress() : inet.getHostString();
        }
        throw new IllegalArgumentException("not an internet address: " + address);
    }
}
