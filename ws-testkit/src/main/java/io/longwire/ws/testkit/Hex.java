package io.longwire.ws.testkit;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes as people write them in tests and RFCs: {@code 81 05 48 65 6c 6c 6f}. */
public final class Hex {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private Hex() {}

    /**
     * The bytes of a text of hexadecimal digits, with or without spaces.
     *
     * @throws IllegalArgumentException when it holds anything else, or half a byte
     */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    /** Two lower-case digits a byte, with a space between bytes. */
    public static String of(byte[] bytes) {
        return SPACED.formatHex(bytes);
    }

    /** As {@link #of(byte[])} for what remains in a buffer; its position is left alone. */
    public static String of(ByteBuffer bytes) {
        return of(copy(bytes));
    }

    static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }
}
