package io.longwire.ws.conformance.rows;

import io.longwire.ws.conformance.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code C:nnnn} where the peer broke no rule: one Close frame of ours, the handler told once, the end of TCP.
 *
 * @param error how the line begins that a handler writes of its error; empty when it is told of none
 * @param before frames that were sent before
 * @param more counters that move beside those of the connection
 */
record Shuts(int code, String text, String error, List<Frame> before, Map<String, Long> more, Noise noise)
        implements Expected {
    static Shuts with(int code, String text) {
        return new Shuts(code, text, "", List.of(), Map.of(), Noise.NONE);
    }

    /** A handler that threw: the peer is told nothing of it (RFC 6455, 7.4.1), the log all. */
    static Shuts failed(String error) {
        return new Shuts(1011, "", error, List.of(), Map.of("ws.handler.failures", 1L), Noise.FAULT);
    }

    Shuts after(Frame... frames) {
        return new Shuts(code, text, error, List.of(frames), more, noise);
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        Peer peer = play.peer().listen();
        List<Frame> frames = new ArrayList<>();
        for (Frame next = peer.read(); next != null; next = peer.read()) {
            frames.add(next.masked(false));
            if (next.opcode() == Frame.CLOSE) {
                peer.fin();
            }
        }
        List<Frame> expected = new ArrayList<>(before);
        expected.add(Frame.close(code, text));
        complaints.equal("shape", frames, expected);
        Told told = play.stage().told(0);
        told.awaitEnd();
        List<String> lines = told.lines();
        complaints.equal("shape", lines.get(lines.size() - 1), "closed " + code + " " + text + " by LOCAL");
        List<String> errors =
                lines.stream().filter(line -> line.startsWith("error ")).toList();
        boolean right = error.isEmpty()
                ? errors.isEmpty()
                : errors.size() == 1 && errors.get(0).startsWith("error " + error);
        complaints.holds(right, "shape", "the handler was told " + errors);
    }

    @Override
    public Map<String, Long> counts(Play play) {
        Map<String, Long> counts = new TreeMap<>(more);
        counts.put("ws.connections.opened", 1L);
        counts.put("ws.connections.closed{by=local,code=" + code + "}", 1L);
        return counts;
    }

    @Override
    public String toString() {
        return "C:" + code;
    }
}
