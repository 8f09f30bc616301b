package io.longwire.ws.conformance.rows;

import java.util.List;
import java.util.Map;

/** Our client's connect fails with a typed exception of a fixed sentence, and the socket is closed. */
record ConnectFails(int status, String sentence) implements Expected {
    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        play.peer().listen().awaitEnd();
        complaints.equal("shape", play.stage().connects(), List.of("failed " + status + " " + sentence));
        complaints.equal("shape", play.stage().told(0).lines(), List.of());
    }

    @Override
    public Map<String, Long> counts(Play play) {
        return Map.of();
    }

    @Override
    public Noise noise() {
        return Noise.NONE;
    }

    @Override
    public String toString() {
        return "connect fails";
    }
}
