package io.longwire.ws.examples.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message, or what a control frame carries.
 *
 * @param kind as in a sentence: text, binary, Pong
 * @param compressed whether RSV1 was set on its first frame; no part of what makes two messages equal
 */
@SuppressWarnings("ArrayRecordComponent")
record Message(String kind, byte[] payload, boolean compressed) {
    static Message text(String text) {
        return new Message("text", text.getBytes(StandardCharsets.UTF_8), false);
    }

    static Message binary(byte... payload) {
        return new Message("binary", payload, false);
    }

    int opcode() {
        return kind.equals("text") ? 1 : 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message that && kind.equals(that.kind) && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return kind + "(" + payload.length + ")";
    }
}
