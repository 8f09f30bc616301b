package io.longwire.ws.runtime;

import io.longwire.ws.runtime.tls.TlsSettings;
import io.longwire.ws.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a server listens.
 *
 * @param addresses at least one, in order
 * @param tls for those of them that speak TLS
 */
record ListenSettings(List<Address> addresses, TlsSettings tls) {
    private static final String PLAIN = "ws://";
    private static final String SECURE = "wss://";
    private static final String UNIX = "unix:";
    private static final String ANNOUNCED = "proxy+";
    private static final int LAST_PORT = 65_535;

    /**
     * One listener.
     *
     * @param host a name or an address, or the path of a Unix domain socket when the port is -1
     * @param announced whether the PROXY protocol comes first
     */
    record Address(String host, int port, boolean secure, boolean announced) {
        @Override
        public String toString() {
            return port < 0 ? UNIX + host : host + ":" + port;
        }
    }

    static ListenSettings from(Settings server) {
        Settings tls = server.at("tls");
        String host = server.text("host");
        if (host.isBlank()) {
            EngineSettings.refuse(
                    server, "host", "is empty; set a name or address of this machine, or 0.0.0.0 for all");
        }
        Address own = new Address(
                host, server.number("port", 0, LAST_PORT), tls.flag("enabled"), server.flag("proxy-protocol"));
        List<Address> addresses = new ArrayList<>();
        for (String text : server.texts("listeners")) {
            addresses.add(parse(server, text));
        }
        if (addresses.isEmpty()) {
            addresses.add(own);
        }
        if (addresses.stream().anyMatch(address -> address.announced() && address.port() >= 0)
                && server.texts("trusted-proxies").isEmpty()) {
            EngineSettings.refuse(
                    server,
                    "trusted-proxies",
                    "is empty, but nobody else may speak the PROXY protocol; name the proxies");
        }
        return new ListenSettings(List.copyOf(addresses), TlsSettings.server(tls));
    }

    /** Whether there is a listener that speaks TLS. */
    boolean secure() {
        return addresses.stream().anyMatch(Address::secure);
    }

    private static Address parse(Settings server, String entry) {
        boolean announced = entry.startsWith(ANNOUNCED);
        String text = announced ? entry.substring(ANNOUNCED.length()) : entry;
        if (text.startsWith(UNIX) && text.length() > UNIX.length()) {
            return new Address(text.substring(UNIX.length()), -1, false, announced);
        }
        boolean secure = text.startsWith(SECURE);
        int colon = text.lastIndexOf(':');
        int from = secure ? SECURE.length() : PLAIN.length();
        if ((secure || text.startsWith(PLAIN)) && colon > from) {
            String host = text.substring(from, colon);
            boolean brackets = host.startsWith("[") && host.endsWith("]");
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                if (port >= 0 && port <= LAST_PORT) {
                    return new Address(brackets ? host.substring(1, host.length() - 1) : host, port, secure, announced);
                }
            } catch (NumberFormatException noPort) {
                throw wrong(server, entry);
            }
        }
        throw wrong(server, entry);
    }

    private static RuntimeException wrong(Settings server, String text) {
        return server.refuse(
                "listeners",
                "expected \"ws://host:port\", \"wss://host:port\" or \"unix:/path\", each after \"proxy+\" or not, but not \""
                        + text + "\"");
    }
}
