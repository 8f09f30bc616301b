package io.longwire.ws.codec.handshake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** {@code Sec-WebSocket-Key} and {@code Sec-WebSocket-Accept} (RFC 6455, 4.2.2, item 5.4). */
final class AcceptKey {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int KEY_LENGTH = 24;

    private AcceptKey() {}

    static String of(String key) {
        byte[] text = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
        return Base64.getEncoder().encodeToString(sha1().digest(text));
    }

    /**
     * RFC 6455, 4.2.1, item 5: "a base64-encoded value that, when decoded, is 16 bytes in length". There is one such text for each
     * value: 22 characters, the last of which has four zero bits, and two equal signs.
     */
    static boolean isKey(String text) {
        if (text.length() != KEY_LENGTH || !text.endsWith("==")) {
            return false;
        }
        for (int i = 0; i < KEY_LENGTH - 2; i++) {
            if (BASE64.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return (BASE64.indexOf(text.charAt(KEY_LENGTH - 3)) & 0x0f) == 0;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException("this Java platform has no SHA-1", everyPlatformHasIt);
        }
    }
}
