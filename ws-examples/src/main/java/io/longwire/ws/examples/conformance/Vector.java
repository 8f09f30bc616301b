package io.longwire.ws.examples.conformance;

import io.longwire.ws.codec.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code vectors.txt}, as an echo answers it.
 *
 * @param name what it shows
 * @param section where the standard says so
 * @param bytes what is sent
 * @param echoes the messages that come back
 * @param pings what Pongs are due for
 * @param ending how it ends
 * @param codes the close codes that fit when the server ends it
 */
@SuppressWarnings("ArrayRecordComponent")
record Vector(
        String name,
        String section,
        byte[] bytes,
        List<Message> echoes,
        List<Message> pings,
        Ending ending,
        Set<Integer> codes,
        @Nullable Violation violation) {
    enum Ending {
        /** The stream stands between two frames and goes on. */
        OPEN,
        /** It stands inside a frame. */
        MID_FRAME,
        /** A Close frame was sent. */
        CLOSED,
        /** A rule was broken. */
        FAILED
    }

    /** Reads the events of a line. */
    static Vector of(String name, String section, String bytes, String events) {
        List<Message> echoes = new ArrayList<>();
        List<Message> pings = new ArrayList<>();
        Ending ending = Ending.OPEN;
        Set<Integer> codes = Set.of(1000);
        Violation violation = null;
        Notation notation = new Notation(events);
        while (notation.more()) {
            String word = notation.word();
            byte[] argument = notation.argument();
            if (word.startsWith("!")) {
                violation = Violation.valueOf(word.substring(1));
                ending = Ending.FAILED;
                codes = codes(violation);
            } else {
                switch (word) {
                    case "text", "binary" -> echoes.add(new Message(word, argument, false));
                    case "ping" -> pings.add(new Message("Pong", argument, false));
                    case "closed" -> {
                        ending = Ending.CLOSED;
                        codes = Set.of(
                                argument.length == 0
                                        ? 1005
                                        : ByteBuffer.wrap(argument).getShort() & 0xffff);
                    }
                    case "mid-frame" -> ending = Ending.MID_FRAME;
                    case "mid-message", "pong" -> {}
                    default -> throw new IllegalArgumentException("no event " + word.toLowerCase(Locale.ROOT));
                }
            }
        }
        String where = violation == null ? section : violation.rfc();
        return new Vector(name, where, new Notation(bytes).bytes(), echoes, pings, ending, codes, violation);
    }

    /** RFC 6455, 7.4.1. A wrong length may be told as too big, and the text of a Close is no message. */
    private static Set<Integer> codes(Violation violation) {
        return switch (violation) {
            case LENGTH_TOP_BIT -> Set.of(1002, 1009);
            case CLOSE_TEXT_NOT_UTF8 -> Set.of(1007, 1002);
            default -> Set.of(violation.closeCode());
        };
    }

    /**
     * Whether the server may wait for more: when the bytes end inside a frame, and with a text that is no text before its last
     * frame is there, since 8.1 does not say when it has to be found.
     */
    boolean mayWait() {
        return endsInsideFrame() || violation == Violation.TEXT_NOT_UTF8 && endsInsideMessage();
    }

    private boolean endsInsideMessage() {
        boolean inside = false;
        for (long at = 0; at < bytes.length; at = after((int) at)) {
            int first = bytes[(int) at] & 0xff;
            inside = (first & 0xf) < 8 ? first < 0x80 : inside;
        }
        return inside;
    }

    private boolean endsInsideFrame() {
        int at = 0;
        while (at < bytes.length) {
            long next = after(at);
            if (next > bytes.length) {
                return true;
            }
            at = (int) next;
        }
        return false;
    }

    /** Whether the length of a frame takes more bytes than it needs. */
    boolean hasLongForm() {
        for (long at = 0; at < bytes.length && after((int) at) <= bytes.length; at = after((int) at)) {
            int form = bytes[(int) at + 1] & 0x7f;
            int head = 6 + (form == 127 ? 8 : form == 126 ? 2 : 0);
            long length = after((int) at) - at - head;
            if (form == 127 && length <= 0xffff || form == 126 && length <= 125) {
                return true;
            }
        }
        return false;
    }

    /** The code of the first Close frame if it has one and is there whole; 0 if not. */
    int sentCloseCode() {
        byte[] payload = sentClose();
        return payload.length < 2 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }

    /** Whether the first Close frame has a text that is no UTF-8, so that 1007 fits whatever its code is. */
    boolean hasWrongCloseText() {
        byte[] payload = sentClose();
        return payload.length > 2 && !Conversation.isText(ByteBuffer.wrap(payload, 2, payload.length - 2));
    }

    private byte[] sentClose() {
        for (long at = 0; at < bytes.length && after((int) at) <= bytes.length; at = after((int) at)) {
            if ((bytes[(int) at] & 0xf) == 8) {
                byte[] payload = Arrays.copyOfRange(bytes, (int) at + 6, (int) after((int) at));
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= bytes[(int) at + 2 + (i & 3)];
                }
                return payload;
            }
        }
        return new byte[0];
    }

    /** Whether something was sent behind the Close frame. */
    boolean goesOnAfterClose() {
        for (long at = 0; at < bytes.length; at = after((int) at)) {
            if ((bytes[(int) at] & 0xf) == 8) {
                return after((int) at) < bytes.length;
            }
        }
        return false;
    }

    /** Where the frame that begins here ends, which may be past all there is. */
    private long after(int at) {
        ByteBuffer frame = ByteBuffer.wrap(bytes, at, bytes.length - at);
        if (frame.remaining() < 2) {
            return Long.MAX_VALUE;
        }
        frame.get();
        int second = frame.get() & 0xff;
        int form = second & 0x7f;
        int width = form == 127 ? 8 : form == 126 ? 2 : 0;
        if (frame.remaining() < width) {
            return Long.MAX_VALUE;
        }
        long length = width == 8 ? frame.getLong() : width == 2 ? frame.getShort() & 0xffff : form;
        long end = frame.position() + (second > 0x7f ? 4 : 0) + length;
        return length < 0 || end < 0 ? Long.MAX_VALUE : end;
    }

    /** What an echo does, in a few words. */
    String expected() {
        List<String> words = new ArrayList<>(Words.of(echoes));
        words.addAll(Words.of(pings));
        String codesInWords =
                String.join(" or ", codes.stream().sorted().map(Words::close).toList());
        words.add(
                switch (ending) {
                    case OPEN, CLOSED -> codesInWords;
                    case MID_FRAME -> "end";
                    case FAILED -> codesInWords + " or end";
                });
        return String.join(", ", words);
    }
}
