package io.longwire.ws.examples.bench;

import io.longwire.ws.WebSocket;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The message that is sent over and over.
 *
 * @param text as text if not empty
 * @param bytes as bytes otherwise
 */
record Letter(String text, ByteBuffer bytes) {
    /** Letters of the alphabet, or any bytes. */
    static Letter of(boolean text, int size) {
        Random random = new Random(1);
        if (text) {
            StringBuilder letters = new StringBuilder(size);
            random.ints(size, 'a', 'z' + 1).forEach(letters::appendCodePoint);
            return new Letter(letters.toString(), ByteBuffer.allocate(0));
        }
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return new Letter("", ByteBuffer.wrap(bytes));
    }

    void send(WebSocket socket) {
        if (text.isEmpty()) {
            socket.sendBinary(bytes.duplicate());
        } else {
            socket.sendText(text);
        }
    }

    boolean is(String answer) {
        return !text.isEmpty() && text.equals(answer);
    }

    boolean is(ByteBuffer answer) {
        return text.isEmpty() && bytes.equals(answer);
    }
}
