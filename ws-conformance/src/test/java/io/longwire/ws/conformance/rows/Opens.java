package io.longwire.ws.conformance.rows;

import io.longwire.ws.conformance.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code OK}: the connection opens and works; a message goes to and fro and it closes cleanly. */
final class Opens implements Expected {
    private static final String STILL = "still here";

    private final List<String> answered = new ArrayList<>(
            List.of("upgrade: websocket", "connection: Upgrade", "sec-websocket-accept: " + Request.ACCEPT));
    private final List<Frame> echoes = new ArrayList<>();
    private Noise noise = Noise.NONE;
    private boolean chance;

    /** A header of the 101 beside those that open, named in lower case. */
    Opens with(String name, String value) {
        answered.add(name + ": " + value);
        return this;
    }

    /** With the answer to another key. */
    Opens answering(String key) {
        answered.set(2, "sec-websocket-accept: " + Response.acceptFor(key));
        return this;
    }

    /** Frames that come back before the connection is tried. */
    Opens then(Frame... frames) {
        echoes.addAll(List.of(frames));
        return this;
    }

    Opens loud(Noise louder) {
        noise = louder;
        return this;
    }

    Opens byChance() {
        chance = true;
        return this;
    }

    @Override
    public boolean isChance() {
        return chance;
    }

    /** Complains at once about another answer than the one that opens. */
    void judge(Answer answer) {
        Complaints complaints = new Complaints();
        judge(answer, complaints);
        if (!complaints.lines().isEmpty()) {
            throw new AssertionError(complaints.lines().toString());
        }
    }

    private void judge(Answer answer, Complaints complaints) {
        complaints.equal("shape", answer.start(), "HTTP/1.1 101 Switching Protocols");
        complaints.equal("shape", answer.headers(), answered);
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        for (Peer peer : play.peers()) {
            judge(play, peer.listen(), complaints);
        }
    }

    private void judge(Play play, Peer peer, Complaints complaints) throws IOException {
        if (!play.opened()) {
            Answer answer = Answer.of(peer.readHead());
            judge(answer, complaints);
            if (answer.status() != 101) {
                return;
            }
        }
        for (Frame echo : echoes) {
            complaints.equal("shape", read(peer), echo);
        }
        peer.send(Frame.text(STILL));
        complaints.equal("shape", read(peer), Frame.text(STILL));
        peer.send(Frame.close(1000, ""));
        complaints.equal("shape", read(peer), Frame.close(1000, ""));
        peer.fin();
        complaints.equal("shape", peer.awaitEnd(), Ears.End.FIN);
    }

    private static Object read(Peer peer) throws IOException {
        Frame frame = peer.read();
        return frame == null ? "the end" : frame.masked(false);
    }

    @Override
    public Map<String, Long> counts(Play play) {
        long many = play.peers().size();
        return Map.of("ws.connections.opened", many, "ws.connections.closed{by=peer,code=1000}", many);
    }

    @Override
    public Noise noise() {
        return noise;
    }

    @Override
    public String toString() {
        return "OK";
    }
}
