package io.longwire.ws.conformance.rows;

import java.time.Duration;
import java.util.Map;

/** A slow consumer: 1013 for the handler, and the Close frame has a second to leave before TCP is reset. For each peer of a play. */
final class CutSlow implements Expected {
    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        play.advance(Duration.ofMillis(999));
        for (Peer peer : play.peers()) {
            complaints.holds(peer.ended() == null, "shape", "it was reset within the second");
        }
        play.advance(Duration.ofMillis(1));
        for (Peer peer : play.peers()) {
            complaints.equal("shape", peer.listen().awaitEnd(), Ears.End.RESET);
        }
        for (int i = 0; i < play.peers().size(); i++) {
            Told told = play.stage().told(i);
            told.awaitEnd();
            complaints.equal("shape", last(told), "closed 1013 slow consumer by LOCAL");
        }
    }

    private static String last(Told told) {
        return told.lines().get(told.lines().size() - 1);
    }

    @Override
    public Map<String, Long> counts(Play play) {
        long many = play.peers().size();
        return Map.of(
                "ws.connections.opened",
                many,
                "ws.connections.closed{by=local,code=1013}",
                many,
                "ws.slow-consumers",
                many,
                "ws.reading.stopped{why=output_high}",
                many);
    }

    @Override
    public String toString() {
        return "C:1013 T:RST";
    }
}
