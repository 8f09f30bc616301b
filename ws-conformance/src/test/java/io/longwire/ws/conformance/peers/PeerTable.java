package io.longwire.ws.conformance.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.conformance.peers.Peer.Skill;
import io.longwire.ws.spi.ConnectionRecord;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is checked with every peer, on every way that it can go. A peer's own test says how it is started, no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class PeerTable {
    private Peer peer;

    /** Starts the peer, or skips the test. */
    abstract Peer start() throws Exception;

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    private @interface OnEachWay {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    private @interface WhereThePeerCan {}

    @BeforeAll
    void startPeer() throws Exception {
        peer = start();
    }

    @AfterAll
    void endPeer() throws Exception {
        if (peer != null) {
            peer.close();
        }
    }

    Stream<Way> ways() {
        return Way.of(peer);
    }

    private Stream<Way> ways(Skill skill) {
        return ways().filter(way -> peer.skills().contains(skill));
    }

    Stream<Way> fragmentingWays() {
        return ways(Skill.FRAGMENTS);
    }

    Stream<Way> pingingWays() {
        return ways(Skill.PING);
    }

    Stream<Way> emptyClosingWays() {
        return ways(Skill.EMPTY_CLOSE);
    }

    Stream<Way> cuttingWays() {
        return ways(Skill.CUT);
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise); // test data, not a key
        return noise;
    }

    @OnEachWay
    void textComesBack(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            for (String text : List.of("", "Hello", "Gr\u00fc\u00dfe, \u4e16\u754c \uD83D\uDE00", "\u0000\uFFFF")) {
                link.say(text);
                link.hears(text);
            }
            for (int size : new int[] {125, 126, 127, 65_535, 65_536}) {
                String text = "0123456789abcd\u00e9".repeat(size / 16) + "x".repeat(size % 16);
                assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(size);
                link.say(text);
                link.hears(text);
            }
        }
    }

    @OnEachWay
    void binaryComesBack(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            for (int size : new int[] {0, 1, 125, 126, 127, 65_535, 65_536}) {
                link.say(noise(size));
                link.hears(noise(size));
            }
        }
    }

    @OnEachWay
    void oneMebibyteComesBack(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            String text = numbers(Meeting.MAX_BYTES);
            link.say(text);
            link.hears(text);
            link.say(noise(Meeting.MAX_BYTES)); // which compression makes longer
            link.hears(noise(Meeting.MAX_BYTES));
        }
    }

    /** Numbers, since what compresses to less than a hundredth is taken for a bomb. */
    private static String numbers(int size) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < size; i++) {
            text.append(i * 7919L).append(' ');
        }
        return text.substring(0, size);
    }

    @OnEachWay
    void manyInARowComeBackInOrder(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            for (int i = 0; i < 200; i++) {
                link.say("{\"number\": " + i + ", \"text\": \"again and again\"}");
                link.say(new byte[] {(byte) i});
            }
            for (int i = 0; i < 200; i++) {
                link.hears("{\"number\": " + i + ", \"text\": \"again and again\"}");
                link.hears(new byte[] {(byte) i});
            }
        }
    }

    @WhereThePeerCan
    @MethodSource("fragmentingWays")
    void fragmentsAreOneMessage(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            link.say("!fragments Gr\u00fc||\u00dfe|,\u4e16\u754c");
            link.hears("Gr\u00fc\u00dfe,\u4e16\u754c");
            link.say("after");
            link.hears("after");
        }
    }

    @OnEachWay
    void ourPingsAreAnswered(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            for (String payload : List.of("are you there?", "", "x".repeat(125))) {
                assertThat(link.socket().ping(StandardCharsets.UTF_8.encode(payload)))
                        .isTrue();
                link.hearsPong(payload);
            }
        }
    }

    @WhereThePeerCan
    @MethodSource("pingingWays")
    void thePeersPingsAreAnswered(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            for (String payload : List.of("hello", "x".repeat(125))) {
                link.say("!ping " + payload);
                link.hears("pong " + payload);
            }
        }
    }

    @OnEachWay
    void weCloseAndThePeerSeesWhy(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            for (int code : new int[] {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 3000, 4999}) {
                Link link = meeting.open();
                link.socket().close(new CloseReason(code, "as you w\u00efsh"));
                link.ends(code + " as you w\u00efsh by LOCAL");
                assertThat(link.peerSaw("ended")).isEqualTo(code + " as you w\u00efsh");
            }
        }
    }

    @OnEachWay
    void thePeerClosesAndWeSeeWhy(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            for (int code : new int[] {1000, 3000, 4999}) {
                Link link = meeting.open();
                link.say("!close " + code + " enough of th\u00efs");
                link.ends(code + " enough of th\u00efs by PEER");
                assertThat(link.peerSaw("ended")).startsWith(Integer.toString(code));
            }
        }
    }

    @WhereThePeerCan
    @MethodSource("emptyClosingWays")
    void aCloseWithoutCodeIs1005(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            link.say("!close");
            link.ends("1005 by PEER");
            assertThat(link.peerSaw("ended").strip()).isEqualTo("1005");
        }
    }

    @WhereThePeerCan
    @MethodSource("cuttingWays")
    void aConnectionThatIsCutEndsWith1006(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            link.say("!cut");
            link.ends("1006 by NOBODY");
        }
    }

    @OnEachWay
    void tooMuchEndsWith1009(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            link.say(noise(Meeting.MAX_BYTES + 1));
            // Whether a peer that still sends reads why in the second that it has, is its affair.
            assertThat(link.end()).startsWith("1009 ").endsWith(" by LOCAL");
            assertThat(link.peerSaw("ended")).isNotEmpty();
        }
    }

    @OnEachWay
    void bothSeeTheSameSubprotocol(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link spoken = meeting.open("other", "echo");
            assertThat(spoken.socket().handshake().subprotocol()).contains("echo");
            assertThat(spoken.peerSaw("agreed")).startsWith("echo ");
            Link none = meeting.open();
            assertThat(none.socket().handshake().subprotocol()).isEmpty();
            assertThat(none.peerSaw("agreed")).startsWith("- ");
        }
    }

    @OnEachWay
    void compressionIsWhatBothAgreedOn(Way way) throws Exception {
        boolean agreed = way.deflate().agreed;
        try (Meeting meeting = Meeting.on(way, peer)) {
            Link link = meeting.open();
            assertThat(link.socket().handshake().extensions())
                    .isEqualTo(agreed ? List.of("permessage-deflate") : List.of());
            assertThat(link.peerSaw("agreed")).endsWith(agreed ? " on" : " off");
            String text = "the same words over and over; ".repeat(1000);
            for (int i = 0; i < 10; i++) {
                link.say(text);
                link.hears(text);
            }
            link.socket().close();
            ConnectionRecord record = link.ends("1000 by LOCAL");
            long plain = 10L * text.length();
            for (long bytes : new long[] {record.bytesIn(), record.bytesOut()}) {
                if (agreed) {
                    assertThat(bytes).isLessThan(plain / 10);
                } else {
                    assertThat(bytes).isGreaterThan(plain);
                }
            }
        }
    }

    @OnEachWay
    void anUnknownPathIsRefused(Way way) throws Exception {
        try (Meeting meeting = Meeting.on(way, peer)) {
            assertThat(meeting.refusal()).isEqualTo(peer.skills().contains(Skill.STATUS) ? "404" : "");
        }
    }
}
