package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Dispatch;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.EventLog;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Vector;
import io.longwire.ws.codec.Vectors;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Meetings.Handling;
import io.longwire.ws.conformance.Meetings.Meeting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every vector of the codec over TCP: a raw peer sends its bytes to our server, or to our client; what comes back on the wire and
 * what the handler is told must be what the vector says, whether the bytes come whole, with the handshake, or in pieces.
 */
class VectorsOverSocketsTest {
    /** Fewer mean that vectors were lost on the way here. */
    private static final int LEAST = 400;

    private static final int FAILURES_SHOWN = 5;

    static Stream<Arguments> combinations() {
        return Stream.of("nio", "netty", "nio+tls", "netty+tls")
                .flatMap(transport -> Stream.of(Role.values()).map(role -> Arguments.of(transport, role)));
    }

    @ParameterizedTest(name = "{0}, our {1}")
    @MethodSource("combinations")
    void peer_and_handler_see_what_the_vector_says(String transport, Role role) throws Exception {
        List<String> failures = new ArrayList<>();
        int run = 0;
        long start = System.nanoTime();
        for (Map.Entry<Vector.Setup, List<Vector>> group : vectors(role).entrySet()) {
            try (Meetings meetings = Meetings.of(transport, role, group.getKey())) {
                for (Vector vector : group.getValue()) {
                    run(meetings, vector, failures);
                    run++;
                    if (failures.size() >= FAILURES_SHOWN) {
                        throw new AssertionError("after " + run + " vectors\n" + String.join("\n", failures));
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(run).isGreaterThanOrEqualTo(LEAST);
        System.out.printf(
                "vectors over sockets: %s, our %s: %d vectors, 4 ways each, %d ms%n",
                transport, role, run, (System.nanoTime() - start) / 1_000_000);
    }

    private static Map<Vector.Setup, List<Vector>> vectors(Role role) {
        return Vectors.all().stream()
                .filter(vector -> vector.role() == role)
                .filter(vector -> isTheSameWithSettings(vector))
                .collect(Collectors.groupingBy(Vector::setup, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Settings refuse a frame that may be longer than its message, so {@link Meetings} sets such a limit to that of the message.
     * What is then judged by the frame, and not by the message, is left to the codec's own test.
     */
    private static boolean isTheSameWithSettings(Vector vector) {
        Limits limits = vector.setup().limits();
        return limits.frame() <= limits.message() || !vector.events().contains("! " + Violation.MESSAGE_TOO_BIG);
    }

    private static void run(Meetings meetings, Vector vector, List<String> failures) throws Exception {
        Expectation expected = Expectation.of(vector.events());
        byte[] bytes = vector.bytes();
        Random random = new Random(bytes.length);
        check(meetings.meet(Handling.UTF8_ON_LOOP, bytes), expected, true, vector + " with the handshake", failures);
        for (Handling handling : Handling.values()) {
            Meeting meeting = meetings.meet(handling);
            if (handling == Handling.STRINGS_ON_LOOP) {
                meeting.peer().send(bytes);
            } else {
                sendInPieces(meeting.peer(), bytes, random);
            }
            boolean ordered = handling.dispatch == Dispatch.EVENT_LOOP;
            check(meeting, expected, ordered, vector + " " + handling, failures);
        }
    }

    private static void sendInPieces(RawPeer peer, byte[] bytes, Random random) throws IOException {
        int longest = Math.max(4, bytes.length / 8);
        try {
            for (int at = 0; at < bytes.length; ) {
                int next = Math.min(bytes.length, at + 1 + random.nextInt(longest));
                peer.send(Arrays.copyOfRange(bytes, at, next));
                at = next;
            }
        } catch (IOException ended) {
            // After a violation the other side may be gone before the last piece; what it said is still read.
            assertThat(ended).matches(RawPeer::isReset).hasMessageMatching("Broken pipe|Connection reset.*");
        }
    }

    /** Brings the connection to its end and compares both sides of it. */
    private static void check(
            Meeting meeting, Expectation expected, boolean ordered, String what, List<String> failures)
            throws Exception {
        try (RawPeer peer = meeting.peer()) {
            if (expected.ending == Ending.CLOSE) {
                peer.send(Frame.close(1000, "end"));
            } else if (expected.ending == Ending.FIN) {
                peer.end();
            }
            List<String> wire =
                    peer.readToEnd().stream().map(VectorsOverSocketsTest::line).collect(Collectors.toList());
            peer.end();
            List<String> handler = meeting.log().await();
            List<String> told = ordered
                    ? expected.handler
                    : expected.handler.stream()
                            .filter(line -> !line.startsWith("pong"))
                            .toList();
            if (!wire.equals(expected.wire) || !handler.equals(told)) {
                failures.add("%s%n  wire     %s%n  expected %s%n  handler  %s%n  expected %s"
                        .formatted(what, wire, expected.wire, handler, told));
            }
        }
    }

    private static String line(Frame frame) {
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        return switch (frame.first()) {
            case 0x80 | Frame.PONG -> EventLog.sent(ControlFrame.PONG, payload);
            case 0x80 | Frame.CLOSE -> EventLog.sent(ControlFrame.CLOSE, payload);
            default -> frame.toString();
        };
    }

    /** What the peer does when it has sent the vector's bytes. */
    private enum Ending {
        /** Nothing: the connection ends by what it has sent. */
        NONE,
        /** The stream stands between two frames: it sends a Close frame. */
        CLOSE,
        /** The stream stands inside a frame: all it can do is to end TCP. */
        FIN
    }

    /** A vector's events by who sees them. */
    private record Expectation(List<String> wire, List<String> handler, Ending ending) {
        static Expectation of(List<String> events) {
            List<String> wire = new ArrayList<>();
            List<String> handler = new ArrayList<>();
            Ending ending = Ending.CLOSE;
            for (String event : events) {
                if (event.startsWith("> ")) {
                    wire.add(event);
                } else if (event.startsWith("! ")) {
                    Violation violation = Violation.valueOf(event.substring(2));
                    handler.add("error " + violation);
                    handler.add("closed " + violation.closeCode() + " " + violation.sentence() + " by LOCAL");
                    ending = Ending.NONE;
                } else if (event.startsWith("closed ")) {
                    handler.add(event + " by PEER");
                    ending = Ending.NONE;
                } else if (event.equals("mid-frame")) {
                    ending = Ending.FIN;
                } else if (!event.equals("mid-message") && !event.startsWith("ping ")) {
                    handler.add(event);
                }
            }
            if (ending == Ending.CLOSE) {
                wire.add(EventLog.sent(ControlFrame.CLOSE, ByteBuffer.wrap(new byte[] {0x03, (byte) 0xe8})));
                handler.add(EventLog.closed(1000, "end") + " by PEER");
            } else if (ending == Ending.FIN) {
                handler.add("closed 1006  by NOBODY");
            }
            return new Expectation(wire, handler, ending);
        }
    }
}
