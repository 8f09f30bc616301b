package io.longwire.ws.codec;

import io.longwire.ws.Closed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The two languages of {@code vectors.txt}: bytes and events. The grammar is at the top of that file. */
final class VectorSyntax {
    private final String source;
    private int at;

    private VectorSyntax(String source) {
        this.source = source;
    }

    /** The bytes that a peer of this role sends. */
    static byte[] bytes(String source, Role role) {
        return new VectorSyntax(source).sequence(role);
    }

    /** Events, as {@link EventLog} writes them. */
    static List<String> events(String source) {
        List<String> events = new ArrayList<>();
        VectorSyntax syntax = new VectorSyntax(source);
        while (syntax.more()) {
            syntax.event(events);
        }
        return events;
    }

    private byte[] sequence(Role role) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (more() && peek() != ')') {
            out.writeBytes(item(role));
        }
        return out.toByteArray();
    }

    private byte[] item(Role role) {
        int start = at;
        int count = 0;
        while (Character.isDigit(peek())) {
            count = count * 10 + source.charAt(at++) - '0';
        }
        if (at > start && peek() == '*') {
            at++;
            byte[] once = item(role);
            byte[] all = new byte[count * once.length];
            for (int i = 0; i < count; i++) {
                System.arraycopy(once, 0, all, i * once.length, once.length);
            }
            return all;
        }
        at = start;
        if (peek() == '"') {
            return text().getBytes(StandardCharsets.UTF_8);
        }
        if (peek() == '#') {
            at++;
            int number = Integer.parseInt(word());
            return new byte[] {(byte) (number >> 8), (byte) number};
        }
        String word = word();
        return peek() == '(' ? frame(word, role) : HexFormat.of().parseHex(word);
    }

    private byte[] frame(String word, Role role) {
        boolean fin = true;
        boolean masked = role == Role.SERVER;
        int key = 0x37fa213d;
        int rsv = 0;
        int form = 0;
        long announced = -1;
        String[] prefixes = word.split(":");
        for (String prefix : Arrays.copyOf(prefixes, prefixes.length - 1)) {
            switch (prefix) {
                case "rsv1" -> rsv |= 4;
                case "rsv2" -> rsv |= 2;
                case "rsv3" -> rsv |= 1;
                case "nofin" -> fin = false;
                case "bare" -> masked = false;
                case "masked" -> masked = true;
                case "zero" -> key = 0;
                case "len16" -> form = 126;
                case "len64" -> form = 127;
                default -> announced = Long.parseLong(prefix.substring("says=".length()));
            }
        }
        String name = prefixes[prefixes.length - 1];
        if (name.endsWith("-")) {
            fin = false;
            name = name.substring(0, name.length() - 1);
        }
        at++;
        byte[] payload = sequence(role);
        at++;
        return frame((fin ? 0x80 : 0) | rsv << 4 | opcode(name), payload, announced, form, masked, key);
    }

    private static int opcode(String name) {
        return switch (name) {
            case "cont" -> 0;
            case "text" -> 1;
            case "binary" -> 2;
            case "close" -> 8;
            case "ping" -> 9;
            case "pong" -> 10;
            default -> Integer.parseInt(name.substring("op".length()));
        };
    }

    private static byte[] frame(int first, byte[] payload, long announced, int form, boolean masked, int key) {
        long length = announced < 0 ? payload.length : announced;
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) first);
        int mask = masked ? 0x80 : 0;
        if (form == 127 || form == 0 && length > 0xFFFF) {
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

    private void event(List<String> events) {
        if (peek() == '!') {
            at++;
            Violation row = Violation.valueOf(word());
            ByteBuffer body = ByteBuffer.allocate(125).putShort((short) row.closeCode());
            body.put(row.sentence().getBytes(StandardCharsets.US_ASCII)).flip();
            events.add(EventLog.sent(ControlFrame.CLOSE, body));
            events.add(EventLog.violation(row));
            return;
        }
        String word = word();
        if (peek() != '(') {
            events.add(word);
            return;
        }
        at++;
        ByteBuffer payload = ByteBuffer.wrap(sequence(Role.SERVER));
        at++;
        switch (word) {
            case "ping" -> {
                events.add(EventLog.sent(ControlFrame.PONG, payload));
                events.add(EventLog.event("ping", payload));
            }
            case "closed" -> {
                events.add(EventLog.sent(ControlFrame.CLOSE, payload.slice(0, Math.min(2, payload.limit()))));
                int code = payload.hasRemaining() ? payload.getShort() & 0xFFFF : Closed.NO_STATUS;
                String text = StandardCharsets.UTF_8.decode(payload).toString();
                events.add(EventLog.closed(code, text));
            }
            case "text", "binary", "pong" -> events.add(EventLog.event(word.toLowerCase(Locale.ROOT), payload));
            default -> throw new IllegalArgumentException("no event " + word);
        }
    }

    private boolean more() {
        while (peek() == ' ') {
            at++;
        }
        return at < source.length();
    }

    private char peek() {
        return at < source.length() ? source.charAt(at) : '\0';
    }

    private String word() {
        int start = at;
        while (at < source.length() && " ()\"".indexOf(source.charAt(at)) < 0) {
            at++;
        }
        return source.substring(start, at);
    }

    /** A quoted text with the escapes {@code \"}, {@code \\} and {@code \}{@code uXXXX}. */
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
