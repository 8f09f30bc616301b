package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;

/** permessage-deflate (RFC 7692), where the server agrees to it. */
final class DeflateCases {
    private static final String PLAIN = "permessage-deflate";
    private static final String ALONE = PLAIN + "; server_no_context_takeover; client_no_context_takeover";
    private static final Message HELLO = Message.text("Hello");

    private final List<Case> cases = new ArrayList<>();

    private DeflateCases() {}

    static List<Case> all() {
        DeflateCases all = new DeflateCases();
        all.examples();
        all.roundTrips();
        all.windows();
        all.broken();
        return all.cases;
    }

    /** The examples of RFC 7692, 7.2.3, as frames without a mask. */
    private void examples() {
        example("one block", "7.2.3.1", "c1 f248cdc9c90700", HELLO);
        example("one block in two fragments", "7.2.3.1", "41 f248cd 80 c9c90700", HELLO);
        example("the window shared by two messages", "7.2.3.2", "c1 f248cdc9c90700 c1 f200110000", HELLO, HELLO);
        example("a block that is not compressed", "7.2.3.3", "c1 000500faff48656c6c6f00", HELLO);
        example("a block with BFINAL", "7.2.3.4", "c1 f348cdc9c9070000", HELLO);
        example("two blocks", "7.2.3.5", "c1 f24805000000ffffcac9c90700", HELLO);
        example("an empty message", "7.2.3.6", "c1 00", Message.text(""));
        example("an empty message in an empty fragment and one more", "7.2.3.6", "41  80 00", Message.text(""));
        example("messages with and without compression", "6", "81 48656c6c6f c1 f248cdc9c90700", HELLO, HELLO);
        example("a plain message in fragments", "6", "01 48656c 80 6c6f", HELLO);
        example("a Ping between fragments", "6.1", "41 f248cd 89 70 80 c9c90700", HELLO);
        example("empty fragments between", "7.2.3.1", "41 f248cd 00  00  80 c9c90700", HELLO);
        example("a fragment for each byte", "7.2.3.1", "41 f2 00 48 00 cd 00 c9 00 c9 00 07 80 00", HELLO);
    }

    private void roundTrips() {
        for (int size : new int[] {1, 16, 125, 126, 1000, 8192, 32768, 65535, 65536, 131072}) {
            both("text of " + size + " bytes", PLAIN, List.of(text(size)), Integer.MAX_VALUE);
            both("noise of " + size + " bytes", PLAIN, List.of(noise(size)), Integer.MAX_VALUE);
        }
        List<Message> many = IntStream.range(0, 20).mapToObj(i -> text(500 + i)).toList();
        both("20 messages over one window", PLAIN, many, Integer.MAX_VALUE);
        both("20 messages over one window, in fragments of 64 bytes", PLAIN, many, 64);
        both("20 messages, no window kept", ALONE, many, Integer.MAX_VALUE);
        both("20 messages, none kept by the server", PLAIN + "; server_no_context_takeover", many, Integer.MAX_VALUE);
        both("20 messages, none kept by the client", PLAIN + "; client_no_context_takeover", many, Integer.MAX_VALUE);
        both("one message 20 times", PLAIN, Collections.nCopies(20, text(1000)), Integer.MAX_VALUE);
        both("one message 20 times, no window kept", ALONE, Collections.nCopies(20, text(1000)), Integer.MAX_VALUE);
        both("noise and text by turns", PLAIN, List.of(noise(3000), text(3000), noise(10), text(0)), 1000);
    }

    private void windows() {
        for (int bits = 8; bits <= 15; bits++) {
            both(
                    "server_max_window_bits=" + bits,
                    PLAIN + "; server_max_window_bits=" + bits,
                    List.of(text(5000), noise(5000), text(40_000)),
                    Integer.MAX_VALUE);
            both(
                    "client_max_window_bits=" + bits,
                    PLAIN + "; client_max_window_bits=" + bits,
                    List.of(text(5000), noise(5000)),
                    Integer.MAX_VALUE);
        }
        both("client_max_window_bits", PLAIN + "; client_max_window_bits", List.of(text(5000)), 100);
    }

    private void broken() {
        String rsv = "RFC 6455, 5.2; RFC 7692, 6.1";
        fails("RSV1 on a continuation", rsv, "41 f248cd c0 c9c90700", 1002);
        fails("RSV1 on a continuation of a plain message", rsv, "01 48 c0 c9c90700", 1002);
        fails("RSV1 on a Ping", rsv, "c9 70", 1002);
        fails("RSV1 on a Pong", rsv, "ca 70", 1002);
        fails("RSV1 on a Close", rsv, "c8 03e8", 1002);
        fails("RSV2 on a message", rsv, "a1 48", 1002);
        fails("RSV3 on a compressed message", rsv, "d1 f248cdc9c90700", 1002);
        String data = "RFC 7692, 7.2.2";
        fails("a block of a type that is not", data, "c1 ffffffff", 1002, 1007);
        fails("a distance before the beginning", data, "c1 f200110000", 1002, 1007);
        fails("a stored block whose lengths differ", data, "c1 000500000048656c6c6f00", 1002, 1007);
        fails("no block, after a good message", data, "c1 f248cdc9c90700 c1 ffffffff", 1002, 1007);
        fails("text that is no UTF-8 when it is inflated", "RFC 6455, 8.1", "c1 000200fdffc32800", 1007);
        fails("text that ends inside a code point when it is inflated", "RFC 6455, 8.1", "c1 000100feffc300", 1007);
    }

    /** @param frames first bytes and payloads by turns, with a space between */
    private void example(String name, String section, String frames, Message... echoes) {
        add(name, "RFC 7692, " + section, PLAIN, String.join(", ", Words.of(List.of(echoes))), talk -> {
            talk.talk().say(bytes(frames));
            return heard(talk, List.of(echoes));
        });
    }

    private void both(String name, String offer, List<Message> messages, int fragment) {
        add(name, "RFC 7692, 7", offer, "the same messages", talk -> {
            for (int i = 0; i < messages.size(); i++) {
                talk.say(messages.get(i), fragment);
                Finding finding = heard(talk, List.of(messages.get(i)));
                if (finding.verdict() != Verdict.HOLDS) {
                    return new Finding(finding.verdict(), "message " + (i + 1) + ": " + finding.seen());
                }
            }
            return Finding.holds("the same, " + talk.agreement());
        });
    }

    private void fails(String name, String section, String frames, Integer... codes) {
        Set<Integer> fitting = Set.of(codes);
        String expected =
                fitting.stream().sorted().map(Words::close).collect(Collectors.joining(" or ", "", " or end"));
        add(name, section, PLAIN, expected, talk -> {
            Conversation told = talk.talk().say(bytes(frames)).hearClose();
            Integer code = told.closeCode();
            boolean fits = code == null ? told.ended() : fitting.contains(code);
            return Finding.of(fits, told.seen() + (fits && code == null ? " (ended without Close)" : ""));
        });
    }

    private interface Talking {
        Finding with(DeflateTalk talk) throws DataFormatException;
    }

    private void add(String name, String section, String offer, String expected, Talking play) {
        cases.add(new Case("deflate: " + name, section, expected, server -> run(server, offer, play)));
    }

    private static Finding run(Remote server, String offer, Talking play) throws IOException {
        try (DeflateTalk talk = new DeflateTalk(server, offer)) {
            return talk.isAgreed() ? play.with(talk) : Finding.notApplicable("not agreed");
        } catch (DataFormatException e) {
            return Finding.differs("what cannot be inflated: " + e.getMessage());
        }
    }

    private static Finding heard(DeflateTalk talk, List<Message> expected) throws DataFormatException {
        List<Message> heard = talk.hear(expected.size());
        Conversation told = talk.talk();
        if (Objects.equals(told.closeCode(), 1009)) {
            return Finding.notApplicable(told.seen() + ": over its limit");
        }
        if (heard.equals(expected) && told.wrong() == null) {
            return Finding.holds(String.join(", ", Words.of(heard)));
        }
        return Finding.differs(told.wrong() != null || heard.isEmpty() ? told.seen() : "other messages");
    }

    private static byte[] bytes(String frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] words = frames.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            out.writeBytes(RawClient.frame(
                    Integer.parseInt(words[i], 16), HexFormat.of().parseHex(words[i + 1])));
        }
        return out.toByteArray();
    }

    /** Words that repeat now and then, and numbers: what compresses some four times. */
    private static Message text(int size) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; words.length() < size; i++) {
            words.append("greetings to all, ").append(i * 7919L % 10_007).append("; ");
        }
        return Message.text(words.substring(0, size));
    }

    private static Message noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Message.binary(bytes);
    }
}
