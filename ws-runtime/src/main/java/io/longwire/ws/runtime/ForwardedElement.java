package io.longwire.ws.runtime;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one proxy says of the request that it has passed on (RFC 7239, 4). Texts are empty where it says nothing.
 *
 * @param client the node in the parameter {@code for}
 */
record ForwardedElement(String client, String proto, String host) {
    private static final ForwardedElement EMPTY = new ForwardedElement("", "", "");

    /** The elements of the header's lines, the last one first; none when any of it cannot be understood. */
    static List<ForwardedElement> parse(List<String> lines) {
        List<ForwardedElement> elements = new ArrayList<>();
        for (String line : lines) {
            if (!new Reader(line).read(elements)) {
                return List.of();
            }
        }
        Collections.reverse(elements);
        return elements;
    }

    private ForwardedElement with(String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "for" -> new ForwardedElement(value, proto, host);
            case "proto" -> new ForwardedElement(client, value, host);
            case "host" -> new ForwardedElement(client, proto, value);
            default -> this;
        };
    }

    /**
     * The client's address: IPv4, IPv6 in brackets, or bare as X-Forwarded-For has it; the first two with a port or without.
     * Empty for none, for {@code unknown}, for a name that hides it (RFC 7239, 6.3), and for what is no address.
     */
    Optional<InetSocketAddress> address() {
        int bracket = client.startsWith("[") ? client.indexOf(']') : -1;
        int colon = client.indexOf(':', bracket + 1);
        boolean bare = bracket < 0 && colon >= 0 && client.indexOf(':', colon + 1) >= 0;
        boolean ported = !bare && colon >= 0;
        String before = ported ? client.substring(0, colon) : client;
        String text = bracket < 0 ? before : before.substring(1, before.length() - 1);
        int port = ported ? Subnets.number(client.substring(colon + 1), 65_535) : 0;
        byte[] address = Subnets.address(text);
        boolean braced = bracket < 0 || (bracket == before.length() - 1 && text.indexOf(':') >= 0);
        if (address.length == 0 || port < 0 || !braced) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@code 1#( [ pair ] *( ";" [ pair ] ) )} with {@code pair = token "=" ( token / quoted-string )}. */
    private static final class Reader {
        private static final String SPECIAL = "!#$%&'*+-.^_`|~";

        private final String line;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        boolean read(List<ForwardedElement> into) {
            ForwardedElement element = EMPTY;
            while (true) {
                skipSpace();
                String name = token();
                if (!name.isEmpty()) {
                    Optional<String> value = skip('=') ? value() : Optional.empty();
                    if (value.isEmpty()) {
                        return false;
                    }
                    element = element.with(name, value.get());
                }
                skipSpace();
                if (skip(';')) {
                    continue;
                }
                into.add(element);
                element = EMPTY;
                if (!skip(',')) {
                    return at == line.length();
                }
            }
        }

        private Optional<String> value() {
            if (!skip('"')) {
                String token = token();
                return token.isEmpty() ? Optional.empty() : Optional.of(token);
            }
            StringBuilder text = new StringBuilder();
            while (at < line.length()) {
                char c = line.charAt(at++);
                if (c == '"') {
                    return Optional.of(text.toString());
                }
                if (c == '\\' && at < line.length()) {
                    c = line.charAt(at++);
                }
                text.append(c);
            }
            return Optional.empty();
        }

        private String token() {
            int from = at;
            while (at < line.length() && isToken(line.charAt(at))) {
                at++;
            }
            return line.substring(from, at);
        }

        private static boolean isToken(char c) {
            return (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || SPECIAL.indexOf(c) >= 0;
        }

        private boolean skip(char c) {
            boolean there = at < line.length() && line.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        private void skipSpace() {
            while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
                at++;
            }
        }
    }
}
