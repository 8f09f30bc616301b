package io.longwire.ws.conformance.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** {@code H:nnn}: an HTTP error with a fixed body, and the end of the connection, for each peer of a play. */
record Refusal(int status, List<String> further, Noise noise) implements Expected {
    private static final int BODY_MAX = 64;

    static Refusal of(int status) {
        return new Refusal(status, List.of(), Noise.DEBUG);
    }

    /** With a header beside the usual, named in lower case. */
    Refusal with(String name, String value) {
        List<String> all = new ArrayList<>(further);
        all.add(name + ": " + value);
        return new Refusal(status, all, noise);
    }

    Refusal loud(Noise louder) {
        return new Refusal(status, further, louder);
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        for (Peer peer : play.peers()) {
            judge(peer.listen(), complaints);
        }
    }

    private void judge(Peer peer, Complaints complaints) {
        Answer answer = Answer.of(peer.hearAll());
        complaints.equal("shape", answer.status(), status);
        boolean upgrades = further.stream().anyMatch(line -> line.startsWith("upgrade: "));
        List<String> headers = new ArrayList<>(further);
        headers.add("connection: " + (upgrades ? "close, upgrade" : "close")); // RFC 9110, 7.8
        headers.add("content-type: text/plain");
        headers.add("content-length: " + answer.body().length());
        List<String> found = new ArrayList<>(answer.headers());
        Collections.sort(headers);
        Collections.sort(found);
        complaints.equal("shape", found, headers);
        complaints.holds(answer.body().length() <= BODY_MAX, "shape", "the body is long: " + answer.body());
        complaints.equal("shape", peer.awaitEnd(), Ears.End.FIN);
    }

    @Override
    public Map<String, Long> counts(Play play) {
        return Map.of("ws.handshakes.refused{status=" + status + "}", (long)
                play.peers().size());
    }

    @Override
    public String toString() {
        return "H:" + status;
    }
}
