package io.longwire.ws.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.MessageKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All first two bytes of a frame, and all close codes, against the rules written down once more. */
class EveryHeaderTest {
    /** Remembers the last thing told. */
    private static final class Last implements ProtocolEvents {
        @Nullable
        Violation violation;

        final List<String> controls = new ArrayList<>();
        int code = -1;

        @Override
        public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {}

        @Override
        public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {}

        @Override
        public void onPing(ByteBuffer payload) {}

        @Override
        public void onPong(ByteBuffer payload) {}

        @Override
        public void control(ControlFrame kind, ByteBuffer payload) {
            controls.add(EventLog.sent(kind, payload));
        }

        @Override
        public void onCloseReceived(int code, String text) {
            this.code = code;
        }

        @Override
        public void onViolation(Violation violation) {
            this.violation = violation;
        }
    }

    private static @Nullable Violation afterFirst(int b, boolean inMessage, int owned) {
        int opcode = b & 0x0F;
        int rsv = (b & 0x70) >> 4;
        boolean fin = (b & 0x80) != 0;
        if (rsv != 0 && (opcode != 1 && opcode != 2 || (rsv | owned) != owned)) {
            return Violation.RESERVED_BIT;
        }
        if (opcode >= 3 && opcode <= 7 || opcode >= 11) {
            return Violation.RESERVED_OPCODE;
        }
        if (opcode >= 8 && !fin) {
            return Violation.CONTROL_FRAGMENTED;
        }
        if (opcode == 0 && !inMessage) {
            return Violation.NOTHING_TO_CONTINUE;
        }
        return (opcode == 1 || opcode == 2) && inMessage ? Violation.MESSAGE_INSIDE_MESSAGE : null;
    }

    private static @Nullable Violation afterSecond(int opcode, int b, Role role) {
        boolean masked = (b & 0x80) != 0;
        if (masked && role == Role.CLIENT) {
            return Violation.MASKED_FRAME;
        }
        if (!masked && role == Role.SERVER) {
            return Violation.UNMASKED_FRAME;
        }
        int length = b & 0x7F;
        if (opcode >= 8 && length >= 126) {
            return Violation.CONTROL_TOO_LONG;
        }
        return opcode == 8 && length == 1 ? Violation.CLOSE_ONE_BYTE : null;
    }

    @ParameterizedTest
    @EnumSource
    void is_judged_by_the_byte_that_makes_it_wrong(Role role) {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int variant = 0; variant < 4; variant++) {
            boolean inMessage = (variant & 1) != 0;
            int owned = (variant & 2) == 0 ? 0 : RunLength.RSV;
            for (int header = 0; header < 1 << 16; header++) {
                Last told = new Last();
                WebSocketProtocol protocol = new WebSocketProtocol(
                        role,
                        Limits.NONE,
                        false,
                        Blocks.HEAP,
                        owned == 0 ? List.of() : List.of(new RunLength()),
                        owned,
                        told);
                if (inMessage) {
                    protocol.receive(ByteBuffer.wrap(VectorSyntax.bytes("text-()", role)));
                }
                int first = header >> 8;
                int second = header & 0xFF;
                Violation expected = afterFirst(first, inMessage, owned);
                protocol.receive(one.clear().put(0, (byte) first));
                check(told, expected, header);
                if (expected == null) {
                    expected = afterSecond(first & 0xF, second, role);
                    protocol.receive(one.clear().put(0, (byte) second));
                    check(told, expected, header);
                }
                if (protocol.discarding() != (expected != null) && (header & 0xFF) != 0) {
                    throw new AssertionError(Integer.toHexString(header) + " is discarding: " + protocol.discarding());
                }
            }
        }
    }

    private static void check(Last told, @Nullable Violation expected, int header) {
        if (told.violation != expected) {
            throw new AssertionError(
                    String.format("%04x of %s gave %s instead of %s", header, told, told.violation, expected));
        }
    }

    @ParameterizedTest
    @EnumSource
    void close_codes_are_those_that_may_stand_on_the_wire(Role role) {
        for (int code = 0; code < 1 << 16; code++) {
            Last told = new Last();
            WebSocketProtocol protocol =
                    new WebSocketProtocol(role, Limits.NONE, false, Blocks.HEAP, List.of(), 0, told);
            protocol.receive(ByteBuffer.wrap(VectorSyntax.bytes("close(#" + code + ")", role)));
            boolean allowed = code >= 1000 && code <= 2999
                    ? List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014)
                            .contains(code)
                    : code >= 3000 && code <= 4999;
            if (allowed) {
                assertThat(told.code).isEqualTo(code);
                assertThat(told.controls).containsExactly(String.format("> CLOSE %04x", code));
                assertThat(told.violation).isNull();
            } else if (told.violation != Violation.CLOSE_CODE || told.code != -1 || told.controls.size() != 1) {
                throw new AssertionError("code " + code);
            }
        }
    }
}
