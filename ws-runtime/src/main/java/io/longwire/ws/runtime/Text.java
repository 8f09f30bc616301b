package io.longwire.ws.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Strings to UTF-8 and back. */
final class Text {
    private Text() {}

    /**
     * @throws IllegalArgumentException when the text holds an unpaired surrogate
     */
    static ByteBuffer encode(CharSequence text) {
        String string = text.toString();
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        // getBytes writes '?' for an unpaired surrogate, so text without one in its bytes has none.
        if (holdsQuestionMark(utf8)) {
            requireWellFormed(string);
        }
        return ByteBuffer.wrap(utf8);
    }

    /** Validated UTF-8 from anywhere in memory to a String. */
    static String decode(ByteBuffer utf8, boolean ascii, LoopContext context) {
        int size = utf8.remaining();
        if (size == 0) {
            return "";
        }
        if (utf8.hasArray()) {
            return decode(utf8.array(), utf8.arrayOffset() + utf8.position(), size, ascii);
        }
        byte[] array = context.scratch(size);
        utf8.get(utf8.position(), array, 0, size);
        return decode(array, 0, size, ascii);
    }

    static String decode(byte[] utf8, int offset, int size, boolean ascii) {
        return new String(utf8, offset, size, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static boolean holdsQuestionMark(byte[] utf8) {
        for (byte b : utf8) {
            if (b == '?') {
                return true;
            }
        }
        return false;
    }

    private static void requireWellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)
                    && (Character.isLowSurrogate(c) || ++i == length || !Character.isLowSurrogate(text.charAt(i)))) {
                throw new IllegalArgumentException("the text holds an unpaired surrogate");
            }
        }
    }
}
