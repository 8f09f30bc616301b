package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code C:nnnn} for a violation: one Close frame with its code and sentence, the handler told once, the end of TCP. */
record Closes(Violation violation, List<Frame> before) implements Expected {
    static Closes of(Violation violation) {
        return new Closes(violation, List.of());
    }

    /** After frames that were right: echoes of messages, which are the only ones that the handler was told, and Pongs. */
    Closes after(Frame... frames) {
        return new Closes(violation, List.of(frames));
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        Peer peer = play.peer().listen();
        if (play.role() == Role.SERVER && !play.opened()) {
            new Opens().judge(Answer.of(peer.readHead()));
        }
        List<Frame> frames = new ArrayList<>();
        for (Frame next = peer.read(); next != null; next = peer.read()) {
            frames.add(next.masked(false));
            if (next.opcode() == Frame.CLOSE) {
                peer.fin(); // the peer's Close or FIN ends it; what is left of the input is discarded
            }
        }
        List<Frame> expected = new ArrayList<>(before);
        expected.add(Frame.close(violation.closeCode(), violation.sentence()));
        complaints.equal("shape", frames, expected);
        Told told = play.stage().told(0);
        complaints.equal(
                "shape",
                told.ends(),
                List.of(
                        "error " + violation,
                        "closed " + violation.closeCode() + " " + violation.sentence() + " by LOCAL"));
        long echoes =
                before.stream().filter(frame -> frame.opcode() < Frame.CLOSE).count();
        complaints.holds(told.messages().size() <= echoes, "shape", "the handler was told " + told.messages());
    }

    @Override
    public Map<String, Long> counts(Play play) {
        return Map.of(
                "ws.connections.opened",
                1L,
                "ws.violations{kind=" + violation.name().toLowerCase(Locale.ROOT) + "}",
                1L,
                "ws.connections.closed{by=local,code=" + violation.closeCode() + "}",
                1L);
    }

    @Override
    public String toString() {
        return "C:" + violation.closeCode();
    }
}
