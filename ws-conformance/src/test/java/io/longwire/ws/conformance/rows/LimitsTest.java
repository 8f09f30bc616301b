package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Request.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.Dispatch;
import io.longwire.ws.StreamHandler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import io.longwire.ws.conformance.configuration.Key;
import io.longwire.ws.conformance.configuration.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every limit of the engine, set to another value and passed, gets what the comment in {@code reference.conf} says. */
class LimitsTest {
    private static final Pattern LIMITS = Pattern.compile("ws\\.(limits|inbound|outbound)\\..*");
    private static final Pattern ANSWER = Pattern.compile("\\b\\d{3,4}\\b");

    private final Map<String, Row> breaches = new LinkedHashMap<>();

    LimitsTest() {
        heads();
        messages();
        times();
        breach("limits.handshakes", 2).when(RowsOfConnections::threeSilent, RowsOfConnections.gaveWay(1));
        rates();
        breach("limits.heap")
                .shownBy(
                        "MemoryTest",
                        "aHeapThatIsFullAfterACollectionLetsNobodyInForAWhile",
                        "theSlowestAreEndedAsFarAsThatFreesWhatIsTooMuch");
        breach("limits.connect-timeout")
                .shownBy("ConnectTest", "aServerThatNeverAnswersTcpFailsTheConnectAtItsTimeout");
        breach("limits.inflate-ratio").shownBy("VectorsOverSocketsTest", "peer_and_handler_see_what_the_vector_says");
        breach("limits.connections").shownBy("OutputTest", "aConnectionTooManyIsRefusedWith503");
        breach("limits.connections-per-address")
                .shownBy("OutputTest", "aConnectionTooManyOfOneAddressIsRefusedWith429UntilOneHasEnded");
        for (String key : List.of("messages", "bytes", "look-ahead")) {
            breach("inbound." + key)
                    .shownBy("LivenessTest", "pingsAreAnsweredBehindAPauseAsFarAsTheLookAheadReaches")
                    .shownBy("BackPressureTest", "aHandlerThatBlocksStopsTheReadingAndLosesNothing");
        }
        breach("outbound.high-mark")
                .shownBy("SessionOutputTest", "holdsBackAnEchoToAPeerThatReadsLateInsteadOfCuttingIt");
        breach("outbound.max").shownBy("SessionOutputTest", "closesASlowConsumerThatIsAboveTheCap");
        breach("outbound.stall-timeout").shownBy("SessionOutputTest", "closesAPeerWhoseOutputStallsAboveTheHighMark");
        breach("outbound.budget").shownBy("OverflowTest", "theBudgetOfTheProcessEndsTheSlowestFirst");
    }

    private Row breach(String key, Object... value) {
        Row row = new Row(0, key);
        for (Object set : value) {
            row.set("ws." + key, set);
        }
        breaches.put("ws." + key, row);
        return row;
    }

    private void heads() {
        breach("limits.request-line", "300 B").gets(Refusal.of(414), valid().target("/row?" + "a".repeat(300)));
        breach("limits.head", "1 KiB")
                .set("ws.limits.request-line", "512 B")
                .gets(Refusal.of(431), with("X: " + "a".repeat(1024)));
        breach("limits.headers", 10).gets(Refusal.of(431), with("a: b", "a: b", "a: b"));
        breach("limits.handshake-timeout", "2 s")
                .when(
                        play -> {
                            play.say("GET ");
                            play.advance(Duration.ofMillis(1_999));
                            RowsOfAdmission.requireSilence(play);
                            play.advance(Duration.ofMillis(1));
                        },
                        Refusal.of(408));
        Pending undecided = new Pending();
        breach("limits.admission-timeout", "2 s")
                .server(undecided::add)
                .when(
                        play -> {
                            play.say(valid().target(Pending.PATH));
                            play.advance(Duration.ofMillis(1_999));
                            RowsOfAdmission.requireSilence(play);
                            play.advance(Duration.ofMillis(1));
                        },
                        Refusal.of(503).with("retry-after", "5"));
    }

    private void messages() {
        Frame half = Frame.text("x".repeat(60));
        breach("limits.message", "100 B")
                .when(
                        Input.frames(half.more(), Frame.of(Frame.CONTINUATION, new byte[60])),
                        Closes.of(Violation.MESSAGE_TOO_BIG));
        breach("limits.stream", "100 B")
                .handler(Streamed::new)
                .when(
                        Input.frames(half.more(), Frame.of(Frame.CONTINUATION, new byte[60])),
                        Closes.of(Violation.MESSAGE_TOO_BIG));
        breach("limits.frame", "100 B")
                .when(Input.frames(Frame.text("x".repeat(101))), Closes.of(Violation.FRAME_TOO_BIG));
        List<Frame> eleven = new ArrayList<>(Collections.nCopies(
                11, Frame.of(Frame.CONTINUATION, new byte[0]).more()));
        eleven.set(0, Frame.text("").more());
        breach("limits.fragments", 10)
                .when(Input.frames(eleven.toArray(Frame[]::new)), Closes.of(Violation.TOO_MANY_FRAGMENTS));
        Frame part = Frame.of(Frame.CONTINUATION, "y".repeat(1024).getBytes(StandardCharsets.US_ASCII));
        breach("outbound.frame", "1 KiB")
                .when(
                        Input.frames(Frame.text("y".repeat(2048))),
                        new Opens().then(Frame.text("y".repeat(1024)).more(), part));
    }

    private void times() {
        breach("limits.frame-timeout", "2 s").when(late("81 85 00 00 00 00 61"), Closes.of(Violation.FRAME_TIMEOUT));
        breach("limits.message-timeout", "2 s")
                .when(late("01 81 00 00 00 00 61"), Closes.of(Violation.MESSAGE_TIMEOUT));
        breach("limits.close-timeout", "2 s")
                .server(Own.handler(Dispatch.EVENT_LOOP, Closing::new))
                .when(
                        play -> {
                            Own.open(play).send(Frame.text("close"));
                            requireNoEnd(play, 2_000);
                        },
                        new Behaves(
                                        "reset",
                                        (play, complaints) -> complaints.equal(
                                                "shape", play.peer().awaitEnd(), Ears.End.RESET))
                                .counting("ws.connections.opened", 1)
                                .counting("ws.connections.closed{by=local,code=1000}", 1));
        breach("limits.idle-timeout", "20 s")
                .when(
                        play -> {
                            play.open();
                            for (int i = 0; i < 4; i++) {
                                requireNoEnd(play, 5_000);
                                play.sing();
                            }
                        },
                        Shuts.with(1001, "idle"));
    }

    private static Input late(String hex) {
        return play -> {
            Input.bytes(hex).run(play);
            play.settle();
            requireNoEnd(play, 2_000);
        };
    }

    /** Lets time pass, and demands that nothing ends before its last millisecond. */
    private static void requireNoEnd(Play play, int millis) throws Exception {
        play.advance(Duration.ofMillis(millis - 1));
        if (play.peer().ended() != null || play.stage().told(0).lines().size() > 2) {
            throw new AssertionError("it ended too early");
        }
        play.advance(Duration.ofMillis(1));
    }

    private void rates() {
        Frame[] pings = Collections.nCopies(6, Frame.ping("p")).toArray(Frame[]::new);
        Frame[] pongs = Collections.nCopies(6, Frame.pong("p")).toArray(Frame[]::new);
        for (String key : List.of("rate", "burst")) {
            breach("limits.control-" + key)
                    .set("ws.limits.control-rate", 1)
                    .set("ws.limits.control-burst", 5)
                    .when(Input.frames(pings), Closes.of(Violation.CONTROL_RATE).after(pongs));
            Frame[] texts = Collections.nCopies(260, Frame.text("m")).toArray(Frame[]::new);
            breach("limits.message-" + key)
                    .set("ws.limits.message-rate", 10)
                    .set("ws.limits.message-burst", 200)
                    .cut(Cut.WHOLE)
                    .when(
                            play -> {
                                play.open().send(texts);
                                play.settle();
                                play.advance(Duration.ofSeconds(5));
                            },
                            new Counting(Closes.of(Violation.MESSAGE_RATE).after(texts))
                                    .more("ws.reading.stopped{why=message_rate}", 1));
        }
    }

    private static final class Closing extends Own {
        Closing(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            socket.close(CloseReason.NORMAL);
        }
    }

    /** Takes parts and drops them. */
    private record Streamed(Told told) implements StreamHandler {
        @Override
        public void onOpen(WebSocket socket) {
            told.onOpen(socket);
        }

        @Override
        public void onText(WebSocket socket, ByteBuffer utf8, boolean last) {}

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            told.onError(socket, cause);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            told.onClose(socket, how);
        }
    }

    @BeforeAll
    static void begin() {
        Journal.open();
    }

    @AfterAll
    static void end() {
        Journal.shut();
    }

    @TestFactory
    Stream<DynamicTest> eachIsPassed() {
        return Reference.allKeys().stream()
                .filter(key -> LIMITS.matcher(key.path()).matches())
                .filter(key -> !key.fact("On breach").isEmpty())
                .map(key -> DynamicTest.dynamicTest(key.path(), () -> pass(key)));
    }

    private void pass(Key key) throws Exception {
        Row row = breaches.get(key.path());
        assertThat(row).as("a breach of %s", key.path()).isNotNull();
        row.shown().forEach(shown -> assertThat(shown.missing()).isEmpty());
        assertThat(row.cases().size() + row.shown().size() + row.reasonNotRun().length())
                .isPositive();
        if (!row.cases().isEmpty()) {
            assertThat(ANSWER.matcher(key.fact("On breach")).results())
                    .allMatch(
                            answer -> row.expected().stream().anyMatch(expected -> expected.contains(answer.group())));
        }
        for (String transport : List.of("nio", "netty")) {
            for (Row.Case one : row.cases()) {
                try (Stage stage = new Stage(transport, Link.PLAIN, Role.SERVER, row.setup())) {
                    assertThat(new Run(stage, one, Cut.WHOLE, 0).complaints()).isEmpty();
                }
            }
        }
    }
}
