package io.longwire.ws.codec.handshake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A host and a port as they stand in {@code Host}, {@code Origin} and a URI (RFC 3986, 3.2), canonical: letters in lower case, an
 * IPv6 address as eight groups in brackets. Two that mean the same are equal. Nothing is looked up in DNS.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port from 1 to 65535, or -1 when none was given
 */
public record Authority(String host, int port) {
    private static final int NAME_MAX = 253;
    private static final int LABEL_MAX = 63;

    /** Reads {@code host}, {@code host:port} or {@code [address]:port}; empty when it is anything else, user information included. */
    public static Optional<Authority> parse(String text) {
        if (!Syntax.isAscii(text)) {
            return Optional.empty();
        }
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            Optional<String> address = end < 0 ? Optional.empty() : ipv6(text.substring(1, end));
            return address.flatMap(host -> withPort(host, text.substring(end + 1)));
        }
        int colon = text.indexOf(':');
        String name = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        return isName(name) ? withPort(name, colon < 0 ? "" : text.substring(colon)) : Optional.empty();
    }

    /** The port, or another when none was given. */
    public int portOr(int otherwise) {
        return port < 0 ? otherwise : port;
    }

    @Override
    public String toString() {
        return port < 0 ? host : host + ":" + port;
    }

    /** @param rest empty, or a colon and digits; RFC 3986, 3.2.3 lets the digits be left out */
    private static Optional<Authority> withPort(String host, String rest) {
        if (rest.isEmpty() || rest.equals(":")) {
            return Optional.of(new Authority(host, -1));
        }
        if (rest.charAt(0) != ':' || rest.length() > 6) {
            return Optional.empty();
        }
        int port = 0;
        for (int i = 1; i < rest.length(); i++) {
            int digit = rest.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            port = port * 10 + digit;
        }
        return port < 1 || port > 65535 ? Optional.empty() : Optional.of(new Authority(host, port));
    }

    /** Labels of letters, digits, hyphens and underscores, with or without a last dot. Percent escapes have no use here. */
    private static boolean isName(String name) {
        int label = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
                if (++label > LABEL_MAX) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= NAME_MAX + (label == 0 ? 1 : 0);
    }

    /** RFC 4291, 2.2, all three forms, as eight groups in hexadecimal. */
    private static Optional<String> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(g -> g.length == 8).map(Authority::join);
        }
        Optional<int[]> before = groups(text.substring(0, gap), false);
        Optional<int[]> after = groups(text.substring(gap + 2), true);
        if (before.isEmpty() || after.isEmpty() || before.get().length + after.get().length > 7) {
            return Optional.empty();
        }
        int[] all = new int[8];
        System.arraycopy(before.get(), 0, all, 0, before.get().length);
        int[] tail = after.get();
        System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
        return Optional.of(join(all));
    }

    private static Optional<int[]> groups(String text, boolean mayEndInIpv4) {
        int[] groups = new int[9];
        int count = 0;
        int from = 0;
        while (from < text.length() || (from > 0 && from == text.length())) {
            int colon = text.indexOf(':', from);
            String group = text.substring(from, colon < 0 ? text.length() : colon);
            if (count > 7) {
                return Optional.empty();
            }
            if (mayEndInIpv4 && colon < 0 && group.indexOf('.') >= 0) {
                long address = ipv4(group);
                if (address < 0) {
                    return Optional.empty();
                }
                groups[count++] = (int) (address >> 16);
                groups[count++] = (int) (address & 0xffff);
            } else {
                int value = hex(group);
                if (value < 0) {
                    return Optional.empty();
                }
                groups[count++] = value;
            }
            if (colon < 0) {
                break;
            }
            from = colon + 1;
        }
        return Optional.of(Arrays.copyOf(groups, count));
    }

    private static int hex(String group) {
        if (group.isEmpty() || group.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < group.length(); i++) {
            int digit = group.charAt(i) < 0x80 ? Character.digit(group.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static long ipv4(String text) {
        long address = 0;
        int from = 0;
        for (int part = 0; part < 4; part++) {
            int dot = part < 3 ? text.indexOf('.', from) : text.length();
            int digits = dot - from;
            if (dot < 0 || digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
                return -1;
            }
            int value = 0;
            for (int i = from; i < dot; i++) {
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return -1;
                }
                value = value * 10 + digit;
            }
            if (value > 255) {
                return -1;
            }
            address = address << 8 | value;
            from = dot + 1;
        }
        return address;
    }

    private static String join(int[] groups) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 8; i++) {
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.append(']').toString();
    }
}
