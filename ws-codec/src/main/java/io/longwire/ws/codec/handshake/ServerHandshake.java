package io.longwire.ws.codec.handshake;

import io.longwire.ws.spi.ExtensionParameters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's side of the opening handshake (RFC 6455, 4.2). */
public final class ServerHandshake {
    private static final int UPGRADE_TOKENS_MAX = 16;
    private static final int SUBPROTOCOLS_MAX = 64;
    private static final List<String> ASCII_ONLY = List.of("Host", "Origin", "Upgrade", "Connection");
    private static final List<String> OURS =
            List.of("Upgrade", "Connection", "Content-Length", "Transfer-Encoding", "Trailer");
    private static final String PREFIX = "Sec-WebSocket-";
    private static final Map<String, List<String>> SPOKEN =
            Map.of("Upgrade", List.of("websocket"), PREFIX + "Version", List.of("13"));

    private ServerHandshake() {}

    /** Whether a request asks for a WebSocket, rightly or wrongly; what does not is an ordinary request. */
    public static boolean isUpgrade(RequestHead head) {
        return head.headers().contains("Upgrade") || head.headers().containsPrefix(PREFIX);
    }

    /**
     * Checks an ordinary request, so that it ends where its head ends and names one host. The method is the caller's to judge.
     *
     * @return what it asks for
     * @throws Refused 400 or 417; the connection ends after it
     */
    public static RequestTarget checkOrdinary(RequestHead head) throws Refused {
        refuseBody(head.headers());
        refuseNonAscii(head.headers());
        if (head.minorVersion() > 0 || head.headers().contains("Host")) {
            host(head.headers());
        }
        return RequestTarget.parse(head);
    }

    /**
     * Checks a request for a WebSocket.
     *
     * @throws Refused with the status that tells the client what to change; after any of them the connection ends and no byte that
     *     follows is read as a request, or a proxy that expects a tunnel would let its client speak HTTP through it
     */
    public static UpgradeRequest check(RequestHead head) throws Refused {
        Headers headers = head.headers();
        // RFC 6455, 4.2.1: "An HTTP/1.1 or higher GET request".
        if (!head.method().equals("GET")) {
            throw new Refused(405, "the method of a WebSocket request is not GET", Map.of("Allow", List.of("GET")));
        }
        if (head.minorVersion() == 0) {
            throw new Refused(400, "a WebSocket request needs HTTP/1.1");
        }
        refuseBody(headers);
        refuseNonAscii(headers);
        String host = host(headers);
        RequestTarget target = RequestTarget.parse(head);
        Origins.requireForm(headers.all("Origin"));
        requireUpgrade(headers);
        requireVersion(headers);
        return new UpgradeRequest(
                target,
                target.authority().orElse(host),
                key(headers),
                subprotocols(headers),
                extensions(headers),
                headers);
    }

    /**
     * The answer that opens the connection (RFC 6455, 4.2.2).
     *
     * @param subprotocol one of those that were offered
     * @param extensions what was agreed
     * @param extraHeaders further headers, for example {@code Set-Cookie}
     * @throws IllegalArgumentException when the subprotocol was not offered, or a header could inject another or belongs to the
     *     handshake
     */
    public static ByteBuffer accept(
            UpgradeRequest request,
            Optional<String> subprotocol,
            List<ExtensionParameters> extensions,
            Map<String, List<String>> extraHeaders) {
        StringBuilder text = new StringBuilder(256);
        text.append("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
        text.append("Sec-WebSocket-Accept: ")
                .append(AcceptKey.of(request.key()))
                .append("\r\n");
        if (subprotocol.isPresent()) {
            if (!request.subprotocols().contains(subprotocol.get())) {
                throw new IllegalArgumentException("the subprotocol was not offered (RFC 6455, 4.2.2)");
            }
            Responses.append(text, "Sec-WebSocket-Protocol", List.of(subprotocol.get()));
        }
        if (!extensions.isEmpty()) {
            Responses.append(text, "Sec-WebSocket-Extensions", List.of(ExtensionHeader.format(extensions)));
        }
        extraHeaders.forEach((name, values) -> {
            requireFree(name);
            Responses.append(text, name, values);
        });
        return Responses.bytes(text.append("\r\n"), new byte[0]);
    }

    /** The answer to who asks an endpoint for anything but a WebSocket: 426, and what is spoken here (RFC 6455, 4.4). */
    public static Refused upgradeRequired() {
        return new Refused(426, "the request does not ask for a WebSocket", SPOKEN);
    }

    /** Refuses the headers that only the handshake itself may set. */
    static void requireFree(String name) {
        if (Syntax.containsIgnoreCase(OURS, name) || name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            throw new IllegalArgumentException("the header " + name + " belongs to the opening handshake");
        }
    }

    /**
     * Checks a header that is to stand in the answer besides its own.
     *
     * @throws IllegalArgumentException when it is no header field, or one of those that {@link #accept} writes
     */
    public static void requireExtra(String name, String value) {
        requireFree(name);
        Syntax.requireHeader(name, value);
    }

    /** No request has a body here, in no framing, so two readers cannot differ on where it ends. */
    private static void refuseBody(Headers headers) throws Refused {
        if (headers.contains("Transfer-Encoding") || headers.contains("Trailer")) {
            throw new Refused(400, "a request that can have no body has a transfer coding");
        }
        List<String> lengths = headers.all("Content-Length");
        if (lengths.size() > 1 || (lengths.size() == 1 && !lengths.get(0).equals("0"))) {
            throw new Refused(400, "a request that can have no body has one");
        }
        if (headers.contains("Expect")) {
            throw new Refused(417, "a request without a body has nothing to continue with");
        }
    }

    private static void refuseNonAscii(Headers headers) throws Refused {
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            boolean ours = Syntax.containsIgnoreCase(ASCII_ONLY, name) || name.regionMatches(true, 0, "Sec-", 0, 4);
            if (ours && !Syntax.isAscii(headers.value(i))) {
                throw new Refused(400, "a header of the handshake holds bytes that are not ASCII");
            }
        }
    }

    /** RFC 9112, 3.2: exactly one {@code Host} with a valid value, else 400. */
    private static String host(Headers headers) throws Refused {
        List<String> hosts = headers.all("Host");
        Optional<Authority> host = hosts.size() == 1 ? Authority.parse(hosts.get(0)) : Optional.empty();
        return host.orElseThrow(() -> new Refused(400, "Host is missing, doubled or malformed"))
                .toString();
    }

    private static void requireUpgrade(Headers headers) throws Refused {
        List<String> upgrade = Syntax.elements(headers.all("Upgrade"));
        if (upgrade.size() > UPGRADE_TOKENS_MAX) {
            throw new Refused(400, "Upgrade lists too many protocols");
        }
        // RFC 6455, 4.2.1, item 3: "an |Upgrade| header field containing the value "websocket", treated as an ASCII
        // case-insensitive value."
        if (!Syntax.containsIgnoreCase(upgrade, "websocket")) {
            throw upgradeRequired();
        }
        // Item 4: "a |Connection| header field that includes the token "Upgrade"".
        if (!Syntax.containsIgnoreCase(Syntax.elements(headers.all("Connection")), "upgrade")) {
            throw new Refused(400, "Connection does not name Upgrade");
        }
    }

    /** Item 6; 4.2.2, item 4: another version gets 426 and the list of ours. */
    private static void requireVersion(Headers headers) throws Refused {
        List<String> versions = headers.all(PREFIX + "Version");
        if (versions.size() != 1 || !isVersion(versions.get(0))) {
            throw new Refused(400, "Sec-WebSocket-Version is missing, doubled or malformed");
        }
        if (!versions.get(0).equals("13")) {
            throw new Refused(426, "the WebSocket version is not 13", SPOKEN);
        }
    }

    /** RFC 6455, 4.3: a number from 0 to 255 without leading zeros. */
    private static boolean isVersion(String text) {
        if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
            return false;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            number = number * 10 + digit;
        }
        return number <= 255;
    }

    private static String key(Headers headers) throws Refused {
        List<String> keys = headers.all(PREFIX + "Key");
        if (keys.size() != 1 || !AcceptKey.isKey(keys.get(0))) {
            throw new Refused(400, "Sec-WebSocket-Key is missing, doubled or malformed");
        }
        return keys.get(0);
    }

    /** RFC 6455, 4.1, item 10: "The elements that comprise this value MUST be non-empty strings ... and MUST all be unique". */
    private static List<String> subprotocols(Headers headers) throws Refused {
        List<String> offered = Syntax.elements(headers.all(PREFIX + "Protocol"));
        if (offered.size() > SUBPROTOCOLS_MAX) {
            throw new Refused(400, "too many subprotocols are offered");
        }
        List<String> unique = new ArrayList<>();
        for (String name : offered) {
            if (!Syntax.isToken(name) || unique.contains(name)) {
                throw new Refused(400, "Sec-WebSocket-Protocol is malformed");
            }
            unique.add(name);
        }
        return unique;
    }

    private static List<ExtensionParameters> extensions(Headers headers) throws Refused {
        return ExtensionHeader.parse(headers.all(PREFIX + "Extensions"));
    }
}
