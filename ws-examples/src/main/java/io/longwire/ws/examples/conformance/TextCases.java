package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Text that is wrong before all of it was sent (RFC 6455, 8.1). A server may say so at once or when the rest has come; which of the
 * two it does is told, and either holds.
 */
final class TextCases {
    private static final String SECTION = "RFC 6455, 8.1";
    private static final String EXPECTED = "Close 1007 or end, at once or with the rest";
    private static final int INVALID_BYTE = 0xff;
    /** RFC 3629, 3: the first byte of a surrogate's encoding, whose second already is none of UTF-8's. */
    private static final byte[] SURROGATE = {(byte) 0xed, (byte) 0xa0};

    private TextCases() {}

    static List<Case> all() {
        byte[] early = text();
        early[5] = (byte) INVALID_BYTE;
        byte[] surrogate = text();
        System.arraycopy(SURROGATE, 0, surrogate, 5, SURROGATE.length);
        return List.of(
                asked("text: an invalid byte early in a frame", frame(0x81, early), 6 + 10),
                asked("text: half a surrogate early in a frame", frame(0x81, surrogate), 6 + 5 + SURROGATE.length),
                asked("text: an invalid byte in a fragment that others follow", fragments(early), 6 + early.length));
    }

    private static byte[] text() {
        byte[] text = new byte[60];
        Arrays.fill(text, (byte) 'a');
        return text;
    }

    private static byte[] frame(int first, byte[] payload) {
        return RawClient.frame(first, payload);
    }

    private static byte[] fragments(byte[] first) {
        byte[] one = frame(0x01, first);
        byte[] two = frame(0x80, text());
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static Case asked(String name, byte[] bytes, int sentFirst) {
        return new Case(name, SECTION, EXPECTED, server -> ask(server, bytes, sentFirst));
    }

    private static Finding ask(Remote server, byte[] bytes, int sentFirst) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            talk.say(Arrays.copyOf(bytes, sentFirst))
                    .hear(Conversation.MOMENT, () -> talk.closeCode() != null || talk.ended());
            boolean atOnce = talk.closeCode() != null || talk.ended();
            if (!atOnce) {
                talk.say(Arrays.copyOfRange(bytes, sentFirst, bytes.length)).hearClose();
            }
            Integer code = talk.closeCode();
            boolean fits =
                    talk.messages().isEmpty() && talk.wrong() == null && (code == null ? talk.ended() : code == 1007);
            return Finding.of(fits, talk.seen() + (atOnce ? ", at once" : ", with the rest"));
        }
    }
}
