package io.longwire.ws.runtime;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The header of the PROXY protocol, version 1 or 2, with which a proxy announces whose connection it passes on. Nothing else of
 * it is kept: TLVs are skipped.
 *
 * @param length its bytes
 * @param source the client's address; null when the proxy speaks for itself or does not know
 * @param destination the address that the client has connected to; null with {@code source}
 */
record ProxyHeader(
        int length,
        @Nullable InetSocketAddress source,
        @Nullable InetSocketAddress destination) {
    /** What a header may have: 16 bytes, two addresses and TLVs. */
    static final int LONGEST = 536;

    /** Of version 1, by the specification. */
    private static final int LONGEST_LINE = 107;

    private static final byte[] LINE = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int FIXED = 16;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;

    /** It is no such header, or one that cannot be understood. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super("no header of the PROXY protocol", null, false, false);
        }
    }

    /**
     * Reads it from the buffer's position on, which stays.
     *
     * @return null when more must come first
     */
    static @Nullable ProxyHeader read(ByteBuffer bytes) throws Malformed {
        if (begins(bytes, SIGNATURE)) {
            return bytes.remaining() < FIXED ? null : binary(bytes);
        }
        if (begins(bytes, LINE)) {
            return line(bytes);
        }
        throw new Malformed();
    }

    private static boolean begins(ByteBuffer bytes, byte[] with) {
        int length = Math.min(bytes.remaining(), with.length);
        return bytes.slice(bytes.position(), length).equals(ByteBuffer.wrap(with, 0, length));
    }

    private static @Nullable ProxyHeader line(ByteBuffer bytes) throws Malformed {
        int most = Math.min(bytes.remaining(), LONGEST_LINE);
        byte[] start = new byte[most];
        bytes.get(bytes.position(), start);
        String text = new String(start, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n");
        if (end >= 0) {
            return line(text.substring(0, end), end + 2);
        }
        if (most == LONGEST_LINE) {
            throw new Malformed();
        }
        return null;
    }

    private static ProxyHeader line(String text, int length) throws Malformed {
        String[] words = text.split(" ", -1);
        String family = words[1];
        if (family.equals("UNKNOWN")) { // what follows "must be ignored"
            return new ProxyHeader(length, null, null);
        }
        int size = family.equals("TCP4") ? 4 : 16;
        if (words.length != 6 || !(family.equals("TCP4") || family.equals("TCP6"))) {
            throw new Malformed();
        }
        return new ProxyHeader(length, address(words[2], words[4], size), address(words[3], words[5], size));
    }

    private static InetSocketAddress address(String host, String port, int size) throws Malformed {
        byte[] address = Subnets.address(host);
        int number = Subnets.number(port, 65_535);
        boolean mapped = size == 16 && address.length == 4 && host.indexOf(':') >= 0;
        if (number < 0 || !(address.length == size || mapped)) {
            throw new Malformed();
        }
        return new InetSocketAddress(inet(address), number);
    }

    private static @Nullable ProxyHeader binary(ByteBuffer bytes) throws Malformed {
        int at = bytes.position();
        int length = FIXED + Short.toUnsignedInt(bytes.getShort(at + 14));
        int command = bytes.get(at + 12);
        int family = bytes.get(at + 13) & 0xff;
        if (length > LONGEST || (command != LOCAL && command != PROXY)) {
            throw new Malformed();
        }
        int size = switch (family) {
            case 0x11 -> 4; // TCP over IPv4
            case 0x21 -> 16; // TCP over IPv6
            case 0x00, 0x31 -> 0; // not said; a Unix domain socket: the real endpoints count
            default -> {
                if (command == LOCAL) { // the receiver "must discard the protocol block including the family"
                    yield 0;
                }
                throw new Malformed();
            }
        };
        if (command == PROXY && size > 0 && length < FIXED + 2 * size + 4) {
            throw new Malformed();
        }
        if (bytes.remaining() < length) {
            return null;
        }
        if (command == LOCAL || size == 0) {
            return new ProxyHeader(length, null, null);
        }
        byte[] addresses = new byte[2 * size];
        bytes.get(at + FIXED, addresses);
        int ports = at + FIXED + 2 * size;
        return new ProxyHeader(
                length,
                new InetSocketAddress(inet(Arrays.copyOf(addresses, size)), Short.toUnsignedInt(bytes.getShort(ports))),
                new InetSocketAddress(
                        inet(Arrays.copyOfRange(addresses, size, 2 * size)),
                        Short.toUnsignedInt(bytes.getShort(ports + 2))));
    }

    private static InetAddress inet(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
