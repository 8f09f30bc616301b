package io.longwire.ws.fuzz;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** What the JDK says of UTF-8. */
final class StrictUtf8 {
    private StrictUtf8() {}

    static boolean isText(byte[] bytes) {
        return !decode(bytes, bytes.length, true).isError();
    }

    /** Whether a text may begin with so many of these bytes. */
    static boolean mayBecomeText(byte[] bytes, int length) {
        // The JDK sees a surrogate at its third byte only, the grammar of RFC 3629 at its second.
        boolean surrogate = length >= 2 && bytes[length - 2] == (byte) 0xED && (bytes[length - 1] & 0xE0) == 0xA0;
        return !surrogate && !decode(bytes, length, false).isError();
    }

    private static CoderResult decode(byte[] bytes, int length, boolean end) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        return decoder.decode(ByteBuffer.wrap(bytes, 0, length), CharBuffer.allocate(length), end);
    }
}
