package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.CloseReason;
import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The closing handshake, and what callbacks may do. What single frames do is in {@code vectors.txt}. */
class WebSocketProtocolTest {
    private static final Limits LIMITS = new Limits(1 << 26, 1 << 26, 200_000, 100);
    private static final String BYE = "> CLOSE 03e8627965"; // 1000 "bye"

    private final CountingBlocks blocks = new CountingBlocks();
    private final EventLog log = new EventLog();
    private final WebSocketProtocol server = server(log, false);

    private WebSocketProtocol server(ProtocolEvents events, boolean parts) {
        return new WebSocketProtocol(Role.SERVER, LIMITS, parts, blocks, List.of(), 0, events);
    }

    private static ByteBuffer frames(String source) {
        return ByteBuffer.wrap(VectorSyntax.bytes(source, Role.SERVER));
    }

    private void receive(String source) {
        server.receive(frames(source));
    }

    private List<String> told() {
        List<String> told = List.copyOf(log.lines());
        log.clear();
        return told;
    }

    private static String[] events(String source) {
        return VectorSyntax.events(source).toArray(String[]::new);
    }

    // The closing handshake

    @Test
    void counts_frames_and_messages_as_they_begin() {
        receive("text-(\"a\") ping() cont(\"b\") binary(01)");
        assertThat(server.frames()).isEqualTo(4);
        assertThat(server.messages()).isEqualTo(2);
        receive("82");
        assertThat(server.frames()).isEqualTo(5);
        assertThat(server.messages()).isEqualTo(3);
    }

    /** The log compares what is told of each text with its bytes. */
    @Test
    void what_a_text_was_made_of_says_nothing_of_the_next() {
        receive("text-(\"é\") cont(\"b\") text-(\"a\") cont(\"b\") text-(\"\") cont(\"\")");
        assertThat(told()).containsExactly(events("text(\"éb\") text(\"ab\") text(\"\")"));
    }

    @Test
    void the_limit_of_a_message_may_change_between_two() {
        for (List<Extension> extensions : List.of(List.<Extension>of(), List.<Extension>of(new RunLength()))) {
            int rsvBits = extensions.isEmpty() ? 0 : RunLength.RSV;
            WebSocketProtocol protocol =
                    new WebSocketProtocol(Role.SERVER, LIMITS, false, blocks, extensions, rsvBits, log);
            assertThat(protocol.maxMessage()).isEqualTo(1 << 26);
            protocol.receive(frames("binary(4*07)"));
            protocol.maxMessage(3);
            assertThat(protocol.maxMessage()).isEqualTo(3);
            protocol.receive(frames("binary(3*07) binary(4*07)"));
            assertThat(told()).containsExactly(events("binary(4*07) binary(3*07) !MESSAGE_TOO_BIG"));
        }
    }

    @Test
    void keeps_nothing_of_a_message_that_a_close_cut() {
        receive("text-(\"begun\")");
        assertThat(blocks.retained()).isPositive();
        receive("close(1000 \"bye\")");
        assertThat(blocks.retained()).isZero();
    }

    @Test
    void closes_once_and_waits_for_the_answer() {
        assertThat(server.closeSent()).isFalse();
        assertThat(server.close(new CloseReason(1000, "bye"))).isTrue();
        assertThat(server.close(CloseReason.GOING_AWAY)).isFalse();
        assertThat(told()).containsExactly(BYE);
        assertThat(server.closeSent()).isTrue();
        assertThat(server.closeReceived()).isFalse();
        assertThat(server.discarding()).isFalse();

        receive("close(#1000)");
        assertThat(told()).containsExactly("closed 1000 ");
        assertThat(server.closeReceived()).isTrue();
        assertThat(server.discarding()).isTrue();
    }

    @Test
    void drops_messages_and_pings_while_it_waits_for_the_answer() {
        receive("text-(\"half\")");
        assertThat(blocks.retained()).isPositive();
        server.close(new CloseReason(1000, "bye"));
        assertThat(blocks.retained()).isZero();
        receive("cont(\"rest\") text(ff) ping(\"p\") pong(\"p\") binary(3000*00) says=4:binary(0102)");
        receive("0102 binary-(00) close(#1001 \"ok\") text(\"late\")");
        assertThat(told()).containsExactly(BYE, "closed 1001 ok");
    }

    @Test
    void finds_what_is_wrong_with_frames_while_it_waits_but_sends_no_second_close() {
        server.close(new CloseReason(1000, "bye"));
        receive("op3()");
        assertThat(told()).containsExactly(BYE, "! RESERVED_OPCODE");
        assertThat(server.discarding()).isTrue();
        assertThat(server.closeReceived()).isFalse();
    }

    @Test
    void answers_no_more_once_the_peer_has_closed() {
        receive("close(#1000 \"bye\")");
        assertThat(told()).containsExactly(events("closed(#1000 \"bye\")"));
        assertThat(server.closeSent()).isTrue();
        assertThat(server.close(CloseReason.NORMAL)).isFalse();
        assertThat(server.fail(Violation.FRAME_TIMEOUT)).isFalse();
        assertThat(told()).isEmpty();
    }

    @Test
    void fails_once_for_what_the_session_found() {
        receive("text-(\"half\") says=9:cont(\"x\")");
        assertThat(server.fail(Violation.MESSAGE_TIMEOUT)).isTrue();
        assertThat(server.fail(Violation.FRAME_TIMEOUT)).isFalse();
        assertThat(server.close(CloseReason.NORMAL)).isFalse();
        receive("text(\"late\")");
        assertThat(told()).containsExactly(events("!MESSAGE_TIMEOUT"));
        assertThat(blocks.retained()).isZero();
    }

    @Test
    void fails_without_a_second_close() {
        server.close(new CloseReason(1000, "bye"));
        assertThat(server.fail(Violation.CONTROL_RATE)).isTrue();
        assertThat(told()).containsExactly(BYE, "! CONTROL_RATE");
    }

    @Test
    void does_nothing_after_its_release() {
        receive("text-(\"half\") says=5:ping(\"p\")");
        server.release();
        server.release();
        assertThat(blocks.retained()).isZero();
        receive("cont(\"rest\")");
        assertThat(server.close(CloseReason.NORMAL)).isFalse();
        assertThat(server.fail(Violation.FRAME_TIMEOUT)).isFalse();
        assertThat(server.midFrame()).isFalse();
        assertThat(server.midMessage()).isFalse();
        assertThat(told()).isEmpty();
    }

    // What the clocks ask

    @Test
    void knows_whether_it_stands_inside_a_frame_or_a_message() {
        ByteBuffer bytes = frames("ping(\"p\") text-(\"a\") ping() cont(\"b\") binary(00)");
        StringBuilder states = new StringBuilder();
        while (bytes.hasRemaining()) {
            server.receive(ByteBuffer.wrap(new byte[] {bytes.get()}));
            states.append(server.midFrame() ? server.midMessage() ? 'B' : 'f' : server.midMessage() ? 'm' : '.');
        }
        assertThat(states).hasToString("ffffff." + "BBBBBBm" + "BBBBBm" + "BBBBBB." + "BBBBBB.");
    }

    // What callbacks may do

    /** Runs something when a message, a part or a Ping comes. */
    private static final class Acting implements ProtocolEvents {
        private final ProtocolEvents log;
        private final Runnable action;

        Acting(ProtocolEvents log, Runnable action) {
            this.log = log;
            this.action = action;
        }

        @Override
        public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {
            log.onMessage(kind, payload, ascii);
            action.run();
        }

        @Override
        public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {
            log.onPart(kind, payload, last);
            action.run();
        }

        @Override
        public void onPing(ByteBuffer payload) {
            log.onPing(payload);
            action.run();
        }

        @Override
        public void onPong(ByteBuffer payload) {
            log.onPong(payload);
        }

        @Override
        public void control(ControlFrame kind, ByteBuffer payload) {
            log.control(kind, payload);
        }

        @Override
        public void onCloseReceived(int code, String text) {
            log.onCloseReceived(code, text);
        }

        @Override
        public void onViolation(Violation violation) {
            log.onViolation(violation);
        }
    }

    private WebSocketProtocol acting(boolean parts, List<WebSocketProtocol> self, Runnable action) {
        self.add(server(new Acting(log, action), parts));
        return self.get(0);
    }

    private void inEachWay(String frames, Consumer<WebSocketProtocol> action, String... expected) {
        for (boolean parts : new boolean[] {false, true}) {
            for (int cut : new int[] {Integer.MAX_VALUE, 3, 1}) {
                List<WebSocketProtocol> self = new ArrayList<>();
                WebSocketProtocol protocol = acting(parts, self, () -> action.accept(self.get(0)));
                byte[] bytes = frames(frames).array();
                for (int at = 0; at < bytes.length; at += Math.min(cut, bytes.length - at)) {
                    protocol.receive(ByteBuffer.wrap(bytes, at, Math.min(cut, bytes.length - at)));
                }
                assertThat(told()).describedAs("parts %s, cut %d", parts, cut).containsExactly(expected);
                protocol.release();
                assertThat(blocks.retained()).isZero();
            }
        }
    }

    @Test
    void may_be_closed_by_the_handler_of_a_message() {
        inEachWay(
                "text(\"a\") text(\"b\") ping() close(#1000) text(\"c\")",
                protocol -> protocol.close(new CloseReason(1000, "bye")),
                "text 61",
                BYE,
                "closed 1000 ");
    }

    @Test
    void may_be_closed_while_a_message_is_half_there() {
        inEachWay(
                "text-(\"a\") ping(\"p\") cont(\"b\") text(\"c\") close()",
                protocol -> {
                    if (!log.lines().isEmpty()) {
                        protocol.close(new CloseReason(1000, "bye"));
                    }
                },
                "> PONG 70",
                "ping 70",
                BYE,
                "closed 1005 ");
    }

    @Test
    void may_be_failed_by_the_handler_of_a_message() {
        inEachWay(
                "text(\"a\") text(\"b\") close(#1000)",
                protocol -> protocol.fail(Violation.MESSAGE_RATE),
                VectorSyntax.events("text(\"a\") !MESSAGE_RATE").toArray(String[]::new));
    }

    @Test
    void may_be_released_by_the_handler_of_a_message() {
        inEachWay(
                "text-(\"a\") ping(\"p\") cont(\"b\") text(\"c\")",
                protocol -> {
                    if (!log.lines().isEmpty()) {
                        protocol.release();
                    }
                },
                "> PONG 70",
                "ping 70");
        inEachWay("text(\"a\") text(\"b\")", WebSocketProtocol::release, "text 61");
    }

    @Test
    void may_not_be_fed_by_its_own_callback() {
        List<WebSocketProtocol> self = new ArrayList<>();
        WebSocketProtocol protocol = acting(false, self, () -> self.get(0).receive(frames("text()")));
        assertThatThrownBy(() -> protocol.receive(frames("text(\"a\")"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void goes_on_behind_the_frame_whose_callback_threw() {
        for (boolean parts : new boolean[] {false, true}) {
            for (String first : List.of("text(\"a\")", "ping(\"a\")", "text-() cont(\"a\")", "binary(3000*61)")) {
                List<String> frames = List.of(first, "text(\"b\")", "close(#1000)");
                IllegalStateException fault = new IllegalStateException("a handler's fault");
                List<WebSocketProtocol> self = new ArrayList<>();
                List<Integer> calls = new ArrayList<>();
                WebSocketProtocol protocol = acting(parts, self, () -> {
                    calls.add(1);
                    if (calls.size() == 1) {
                        throw fault;
                    }
                });
                ByteBuffer bytes = frames(String.join(" ", frames)).order(ByteOrder.LITTLE_ENDIAN);
                assertThatThrownBy(() -> protocol.receive(bytes)).isSameAs(fault);
                assertThat(bytes.position()).isEqualTo(frames(first).limit());
                assertThat(bytes.limit()).isEqualTo(bytes.capacity());
                assertThat(bytes.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
                told();
                protocol.receive(bytes);
                assertThat(told()).containsExactly(events("text(\"b\") closed(#1000)"));
                assertThat(blocks.retained()).isZero();
            }
        }
    }

    @Test
    void gives_its_block_back_when_the_handler_of_a_put_together_message_throws() {
        WebSocketProtocol protocol = acting(false, new ArrayList<>(), () -> {
            throw new IllegalStateException("a handler's fault");
        });
        protocol.receive(frames("text-(\"a\") cont-(\"b\")"));
        assertThat(blocks.retained()).isPositive();
        assertThatThrownBy(() -> protocol.receive(frames("cont(\"c\")"))).hasMessage("a handler's fault");
        assertThat(told()).containsExactly(events("text(\"abc\")"));
        assertThat(blocks.retained()).isZero();
        assertThat(protocol.midMessage()).isFalse();
        assertThat(protocol.close(CloseReason.INTERNAL_ERROR)).isTrue();
    }

    @Test
    void sentences_fit_and_are_ascii() {
        for (Violation row : Violation.values()) {
            assertThat(row.sentence()).hasSizeLessThanOrEqualTo(60).matches("[ -~]+");
            assertThat(CloseReason.isSendable(row.closeCode())).isTrue();
            assertThat(row.rfc()).startsWith("RFC 6455, ");
            assertThat(new ProtocolException(row)).hasMessageContaining(row.sentence());
            assertThat(new ProtocolException(row).getStackTrace()).isEmpty();
        }
    }
}
