package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads the language of {@code vectors.txt}, whose grammar is at the top of that file, as a client sends it. */
final class Notation {
    private static final int MASK_KEY = 0x37fa213d;

    private final String source;
    private int at;

    Notation(String source) {
        this.source = source;
    }

    /** Whether there is another word. */
    boolean more() {
        while (peek() == ' ') {
            at++;
        }
        return at < source.length();
    }

    /** The next word, up to a space or a parenthesis. */
    String word() {
        int start = at;
        while (at < source.length() && " ()\"".indexOf(source.charAt(at)) < 0) {
            at++;
        }
        return source.substring(start, at);
    }

    /** The bytes in the parentheses that follow a word; none when none follow. */
    byte[] argument() {
        if (peek() != '(') {
            return new byte[0];
        }
        at++;
        byte[] bytes = bytes();
        at++;
        return bytes;
    }

    /** The bytes of all items up to a closing parenthesis or the end. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (more() && peek() != ')') {
            item(out);
        }
        return out.toByteArray();
    }

    private void item(ByteArrayOutputStream out) {
        int star = source.indexOf('*', at);
        if (star > at && source.substring(at, star).chars().allMatch(Character::isDigit)) {
            int times = Integer.parseInt(source.substring(at, star));
            at = star + 1;
            ByteArrayOutputStream once = new ByteArrayOutputStream();
            item(once);
            for (int i = 0; i < times; i++) {
                out.writeBytes(once.toByteArray());
            }
            return;
        }
        if (peek() == '"') {
            out.writeBytes(text().getBytes(StandardCharsets.UTF_8));
        } else if (peek() == '#') {
            at++;
            int number = Integer.parseInt(word());
            out.write(number >> 8);
            out.write(number);
        } else {
            String word = word();
            out.writeBytes(
                    peek() == '('
                            ? frame(word.split(":"), argument())
                            : HexFormat.of().parseHex(word));
        }
    }

    private static byte[] frame(String[] words, byte[] payload) {
        String name = words[words.length - 1];
        int first = opcode(name.replace("-", "")) | (name.endsWith("-") ? 0 : 0x80);
        long length = payload.length;
        int form = 0;
        boolean masked = true;
        int key = MASK_KEY;
        for (String word : Arrays.copyOf(words, words.length - 1)) {
            switch (word) {
                case "rsv1" -> first |= 0x40;
                case "rsv2" -> first |= 0x20;
                case "rsv3" -> first |= 0x10;
                case "nofin" -> first &= 0x7f;
                case "bare" -> masked = false;
                case "masked" -> masked = true;
                case "zero" -> key = 0;
                case "len16" -> form = 126;
                case "len64" -> form = 127;
                default -> length = Long.parseLong(word.substring("says=".length()));
            }
        }
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        int mask = masked ? 0x80 : 0;
        if (form == 127 || form == 0 && length > 0xffff) {
            frame.put((byte) (mask | 127)).putLong(length);
        } else if (form == 126 || length > 125) {
            frame.put((byte) (mask | 126)).putShort((short) length);
        } else {
            frame.put((byte) (mask | length));
        }
        if (masked) {
            frame.putInt(key);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (masked ? payload[i] ^ key >> 24 - 8 * (i & 3) : payload[i]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static int opcode(String name) {
        return switch (name) {
            case "cont" -> Frame.CONTINUATION;
            case "text" -> Frame.TEXT;
            case "binary" -> Frame.BINARY;
            case "close" -> Frame.CLOSE;
            case "ping" -> Frame.PING;
            case "pong" -> Frame.PONG;
            default -> Integer.parseInt(name.substring("op".length()));
        };
    }

    private char peek() {
        return at < source.length() ? source.charAt(at) : '\0';
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (at++; source.charAt(at) != '"'; at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                c = source.charAt(++at);
                if (c == 'u') {
                    c = (char) Integer.parseInt(source.substring(at + 1, at + 5), 16);
                    at += 4;
                }
            }
            text.append(c);
        }
        at++;
        return text.toString();
    }
}
