package io.longwire.ws.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A list of addresses and networks of IPv4 and IPv6 (RFC 4632, 3.1). Nothing is looked up in DNS. */
final class Subnets {
    @SuppressWarnings("ArrayRecordComponent")
    private record Subnet(byte[] prefix, int bits) {
        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != prefix[i]) {
                    return false;
                }
            }
            int mask = 0xff00 >> bits % 8 & 0xff;
            return mask == 0 || (address[whole] & mask) == (prefix[whole] & mask);
        }
    }

    private final List<Subnet> subnets;

    private Subnets(List<Subnet> subnets) {
        this.subnets = List.copyOf(subnets);
    }

    /** @throws IllegalArgumentException when an entry is neither an address nor a network */
    static Subnets of(List<String> entries) {
        List<Subnet> subnets = new ArrayList<>();
        for (String entry : entries) {
            int slash = entry.indexOf('/');
            byte[] address = address(slash < 0 ? entry : entry.substring(0, slash));
            int all = address.length * 8;
            int bits = slash < 0 ? all : number(entry.substring(slash + 1), all);
            if (address.length == 0 || bits < 0) {
                throw new IllegalArgumentException("\"" + entry
                        + "\" is no address and no network; write for example 10.1.2.3, 10.0.0.0/8, ::1 or fd00::/8");
            }
            subnets.add(new Subnet(address, bits));
        }
        return new Subnets(subnets);
    }

    /** Whether one of them has this address; an IPv4 address mapped into IPv6 is that IPv4 address. */
    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Subnet subnet : subnets) {
            if (subnet.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    /** Four or sixteen bytes; none when it is no address. */
    static byte[] address(String text) {
        if (text.indexOf(':') < 0) {
            return ipv4(text);
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789abcdefABCDEF:.".indexOf(text.charAt(i)) < 0) {
                return new byte[0];
            }
        }
        try {
            return InetAddress.getByName(text).getAddress(); // with a colon it is an address or wrong, never a name
        } catch (UnknownHostException wrong) {
            return new byte[0];
        }
    }

    private static byte[] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[4];
        for (int i = 0; i < 4; i++) {
            int part = parts.length == 4 ? number(parts[i], 255) : -1;
            if (part < 0) {
                return new byte[0];
            }
            address[i] = (byte) part;
        }
        return address;
    }

    /** A decimal number from 0 to a maximum without leading zeros, or -1. */
    static int number(String text, int max) {
        boolean plain = !text.isEmpty()
                && text.length() <= 5
                && (text.length() == 1 || text.charAt(0) != '0')
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = plain ? Integer.parseInt(text) : -1;
        return number <= max ? number : -1;
    }
}
