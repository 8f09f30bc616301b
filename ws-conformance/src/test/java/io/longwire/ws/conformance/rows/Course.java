package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import io.longwire.ws.conformance.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a connection goes that breaks no rule: the frames that our side sends, who ends it and how, and what the handler hears of it. */
record Course(String name, List<Frame> frames, List<String> ends, Ears.End tcp, boolean waits, Map<String, Long> moved)
        implements Expected {
    /** The peer's Close frame, which the input sent, is answered with the same code. */
    static Course answersClose(int code, String text) {
        return of("OK", Ears.End.FIN, "closed " + code + " " + text + " by PEER", "peer", code)
                .after(Frame.close(code, ""));
    }

    /** The peer's Close frame without a code is answered with one like it. */
    static Course answersEmptyClose() {
        return of("OK", Ears.End.FIN, "closed 1005  by PEER", "peer", 1005).after(Frame.of(Frame.CLOSE, new byte[0]));
    }

    /** Our application closed, and the peer answers. */
    static Course closes(int code, String text) {
        return of("OK", Ears.End.FIN, "closed " + code + " " + text + " by LOCAL", "local", code)
                .after(Frame.close(code, text));
    }

    /** The transport has ended without a Close frame. */
    static Course lost() {
        return of("1006", Ears.End.FIN, "closed 1006  by NOBODY", "nobody", 1006);
    }

    private static Course of(String name, Ears.End tcp, String end, String by, int code) {
        String label = code < 3000 ? "" + code : code / 1000 + "xxx";
        String counter = "ws.connections.closed{by=" + by + ",code=" + label + "}";
        return new Course(name, List.of(), List.of(end), tcp, false, Map.of("ws.connections.opened", 1L, counter, 1L));
    }

    /** After frames that come before what this names so far. */
    Course after(Frame... earlier) {
        List<Frame> all = new ArrayList<>(List.of(earlier));
        all.addAll(frames);
        return new Course(name, all, ends, tcp, waits, moved);
    }

    /** The handler is told of a failure before the end. */
    Course because(String failure) {
        return new Course(name, frames, List.of("error " + failure, ends.get(0)), tcp, waits, moved);
    }

    Course counting(String counter, long by) {
        Map<String, Long> more = new HashMap<>(moved);
        more.put(counter, by);
        return new Course(name, frames, ends, tcp, waits, more);
    }

    /** Without a frame that the input has read. */
    Course without(Frame read) {
        List<Frame> rest = new ArrayList<>(frames);
        rest.remove(read);
        return new Course(name, rest, ends, tcp, waits, moved);
    }

    /** Our FIN or RST, as chance has it: the peer has not said FIN. */
    Course endsAnyhow() {
        return new Course(name, frames, ends, null, true, moved);
    }

    /** The peer lets our side end TCP, be it with its FIN or, where that was named, with RST. */
    Course patient() {
        return new Course(name, frames, ends, tcp, true, moved);
    }

    Course resets() {
        return new Course("T:RST", frames, ends, Ears.End.RESET, true, moved);
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        Peer peer = play.peer().listen();
        if (play.role() == Role.SERVER && !play.opened()) {
            new Opens().judge(Answer.of(peer.readHead()));
        }
        List<Frame> heard = new ArrayList<>();
        for (Frame next = peer.read(); next != null; next = peer.read()) {
            heard.add(next.masked(false));
            if (next.opcode() == Frame.CLOSE && !waits) {
                peer.fin();
            }
        }
        complaints.equal("shape", heard, frames);
        complaints.holds(tcp == null || peer.awaitEnd() == tcp, "shape", "TCP ended by " + peer.awaitEnd());
        peer.fin();
        Told told = play.stage().told(0);
        complaints.equal("shape", told.ends(), ends);
        long echoes =
                frames.stream().filter(frame -> frame.opcode() < Frame.CLOSE).count();
        complaints.holds(told.messages().size() <= echoes, "shape", "the handler was told " + told.messages());
    }

    @Override
    public Map<String, Long> counts(Play play) {
        return moved;
    }

    @Override
    public Noise noise() {
        return Noise.NONE;
    }

    @Override
    public String toString() {
        return name;
    }
}
