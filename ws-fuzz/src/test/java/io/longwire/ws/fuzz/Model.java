package io.longwire.ws.fuzz;

import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.Violation;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** What frames mean, without a thought for speed or memory: each frame whole, each rule a line. */
final class Model {
    private final Limits limits;
    private final StringBuilder lines = new StringBuilder();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int kind;
    private int fragments;
    private boolean failed;

    Model(Limits limits) {
        this.limits = limits;
    }

    boolean failed() {
        return failed;
    }

    void frame(boolean fin, int opcode, byte[] payload) {
        if (failed) {
            return;
        }
        if (opcode >= Frames.CLOSE) {
            line(opcode == Frames.PING ? "> PONG" : "pong", payload);
            return;
        }
        Violation wrong = wrong(fin, opcode, payload);
        if (wrong != null) {
            failed = true;
            lines.append(Expected.lines(wrong));
        } else if (fin) {
            line(kind == Frames.TEXT ? "text" : "binary", message.toByteArray());
            kind = 0;
        }
    }

    private @Nullable Violation wrong(boolean fin, int opcode, byte[] payload) {
        if (opcode == Frames.CONTINUATION) {
            if (kind == 0) {
                return Violation.NOTHING_TO_CONTINUE;
            }
            fragments++;
        } else {
            if (kind != 0) {
                return Violation.MESSAGE_INSIDE_MESSAGE;
            }
            kind = opcode;
            fragments = 1;
            message.reset();
        }
        if (fragments > limits.fragments()) {
            return Violation.TOO_MANY_FRAGMENTS;
        }
        if (payload.length > limits.frame()) {
            return Violation.FRAME_TOO_BIG;
        }
        if (message.size() + payload.length > limits.message()) {
            return Violation.MESSAGE_TOO_BIG;
        }
        message.writeBytes(payload);
        byte[] text = message.toByteArray();
        boolean fine =
                kind != Frames.TEXT || (fin ? StrictUtf8.isText(text) : StrictUtf8.mayBecomeText(text, text.length));
        return fine ? null : Violation.TEXT_NOT_UTF8;
    }

    private void line(String event, byte[] payload) {
        lines.append(event).append(' ').append(Journal.shown(payload)).append('\n');
    }

    @Override
    public String toString() {
        return lines + "in a frame: false, in a message: " + (!failed && kind != 0);
    }
}
