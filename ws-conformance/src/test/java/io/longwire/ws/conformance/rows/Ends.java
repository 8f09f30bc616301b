package io.longwire.ws.conformance.rows;

import java.util.Map;

/** {@code T} and {@code T:RST}: the end of TCP without a byte of protocol. */
record Ends(boolean reset) implements Expected {
    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        String heard = play.peer().listen().hearAll();
        complaints.equal("shape", heard, "");
        if (reset) {
            complaints.equal("shape", play.peer().awaitEnd(), Ears.End.RESET);
        }
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
        return reset ? "T:RST" : "T";
    }
}
