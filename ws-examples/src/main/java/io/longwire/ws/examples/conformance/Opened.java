package io.longwire.ws.examples.conformance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What makes a 101 right (RFC 6455, 4.1 and 4.2.2). */
final class Opened {
    private Opened() {}

    static Finding judge(Response response, String key) {
        if (response.status() != 101) {
            return Finding.differs(response.seen());
        }
        List<String> wrong = new ArrayList<>();
        if (!response.values("upgrade").equalsIgnoreCase("websocket")) {
            wrong.add("Upgrade " + response.values("upgrade"));
        }
        if (!response.has("connection", "upgrade")) {
            wrong.add("Connection " + response.values("connection"));
        }
        if (response.count("sec-websocket-accept") != 1
                || !response.values("sec-websocket-accept").equals(accept(key))) {
            wrong.add("Sec-WebSocket-Accept " + response.values("sec-websocket-accept"));
        }
        for (String unasked : List.of("sec-websocket-extensions", "sec-websocket-protocol")) {
            if (response.count(unasked) > 0) {
                wrong.add(unasked + " " + response.values(unasked) + ", which was not asked for");
            }
        }
        return wrong.isEmpty() ? Finding.holds("101") : Finding.differs("101 with " + String.join(", ", wrong));
    }

    private static String accept(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
