package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Closed;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.Initiator;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each law that the harness holds against every row can be broken, and is then complained about. */
class HarnessTest {
    private static volatile byte[] wasted;

    @BeforeEach
    void begin() {
        Journal.open();
        Ears.patienceMillis(3000);
    }

    @AfterEach
    void end() {
        Journal.shut();
        Ears.patienceMillis(Ears.DEADLINE_MILLIS);
    }

    @Test
    void aWrongExpectationIsComplainedAbout() throws Exception {
        Row row = new Row(0, "wrong").gets(Refusal.of(403), valid());
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("shape: "));
        row = new Row(0, "wrong").gets(new Opens(), valid().target("/none"));
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("shape: found HTTP/1.1 404"));
        row = new Row(0, "wrong")
                .when(Input.frames(Frame.text("fine"), Frame.close(1000, "")), Closes.of(Violation.RESERVED_BIT));
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("shape: "));
    }

    @Test
    void anEndThatIsToldTwiceIsComplainedAbout() throws Exception {
        assertThat(complaints(handled(new Told() {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        onClose(socket, new Closed(1000, "", Initiator.PEER, null));
                        super.onText(socket, text);
                    }
                })))
                .anyMatch(line -> line.startsWith("U1"));
    }

    @Test
    void aNeighbourThatIsCutIsComplainedAbout() throws Exception {
        Row row = new Row(0, "cut")
                .when(
                        play -> {
                            play.stage().cutNeighbour();
                            play.say(valid());
                        },
                        new Opens());
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("U2"));
    }

    @Test
    void aTimerThatIsLeftIsComplainedAbout() throws Exception {
        Row row = new Row(0, "left")
                .when(
                        play -> {
                            play.stage().loop().schedule(Duration.ofDays(1), () -> {});
                            play.leavesTimers(2);
                            play.say(valid());
                        },
                        new Opens());
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("U4"));
    }

    @Test
    void wasteAndIdleWorkAreComplainedAbout() throws Exception {
        assertThat(complaints(handled(new Told() {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        wasted = new byte[1 << 20];
                        super.onText(socket, text);
                    }
                })))
                .anyMatch(line -> line.startsWith("U5"));
        Row row = new Row(0, "busy")
                .when(
                        play -> {
                            for (int i = 0; i < 1000; i++) {
                                play.stage().loop().execute(() -> {});
                            }
                            play.say(valid());
                        },
                        new Opens());
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("U6"));
    }

    @Test
    void whatLeavesTheEngineIsComplainedAbout() throws Exception {
        Row row = new Row(0, "thrown")
                .when(
                        play -> {
                            play.stage().loop().execute(() -> {
                                throw new IllegalStateException("on purpose");
                            });
                            play.say(valid());
                        },
                        new Opens());
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("U3"));
    }

    @Test
    void aLoudLogAndASecretInItAreComplainedAbout() throws Exception {
        System.Logger logger = System.getLogger("io.longwire.ws");
        Row row = new Row(0, "loud")
                .when(
                        play -> {
                            logger.log(System.Logger.Level.WARNING, "a\nb " + Secrets.TOKEN);
                            play.say(valid());
                        },
                        new Opens());
        assertThat(complaints(row))
                .anyMatch(line -> line.startsWith("U7: the log says at WARNING"))
                .anyMatch(line -> line.startsWith("U7: a secret"))
                .anyMatch(line -> line.startsWith("U7: a control character"));
    }

    @Test
    void aCounterThatMovesUnnamedIsComplainedAbout() throws Exception {
        Row row = new Row(0, "counted")
                .when(
                        play -> {
                            Peer other = play.stage().side().meet(Cut.WHOLE, 0).listen();
                            other.send(valid().target("/none").toString());
                            other.hearAll();
                            other.close();
                            play.say(valid());
                        },
                        new Opens());
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("U8"));
    }

    @Test
    void aByteOfThePeerInTheAnswerIsComplainedAbout() throws Exception {
        Row row = new Row(0, "echo")
                .server((builder, handler) ->
                        builder.document("/x", "text/plain", () -> Secrets.BAIT.getBytes(StandardCharsets.US_ASCII)))
                .gets(Refusal.of(404), "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(complaints(row)).anyMatch(line -> line.startsWith("U7: a byte of the peer"));
    }

    /** A row whose connection has this handler. */
    private static Row handled(Told told) {
        return new Row(0, "handled")
                .server((builder, handler) -> builder.endpoint(new EndpointProvider() {
                    @Override
                    public String path() {
                        return "/handled";
                    }

                    @Override
                    public Dispatch dispatch() {
                        return Dispatch.EVENT_LOOP;
                    }

                    @Override
                    public ConnectionHandler open(Handshake handshake) throws HandshakeRejected {
                        return told;
                    }
                }))
                .when(
                        play -> {
                            play.stage().told().add(told);
                            play.say(valid().target("/handled"));
                        },
                        new Opens());
    }

    private static List<String> complaints(Row row) throws Exception {
        Stage stage = new Stage("nio", Link.PLAIN, Role.SERVER, row.setup());
        try (stage) {
            return new Run(stage, row.cases().get(0), Cut.WHOLE, 0).complaints();
        }
    }
}
