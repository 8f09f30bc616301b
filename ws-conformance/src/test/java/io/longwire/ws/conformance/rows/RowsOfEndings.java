package io.longwire.ws.conformance.rows;

import io.longwire.ws.conformance.Frame;
import java.util.List;

/** Section H, ends without a Close frame, and those by the clock. */
final class RowsOfEndings {
    private RowsOfEndings() {}

    static void declare(Rows rows) {
        rows.row(159, "FIN without a Close frame")
                .bothRoles()
                .when(play -> play.open().peer().fin(), Course.lost());
        rows.row(160, "RST in the middle of a message").bothRoles().when(RowsOfEndings::resetInMessage, reset());
    }

    private static void resetInMessage(Play play) throws Exception {
        play.open().send(Frame.text("begun").more());
        play.settle();
        play.peer().reset();
    }

    /** The end by the peer's RST: what it sent may have been read, or not. */
    static Expected reset() {
        return new Behaves("1006", (play, complaints) -> {
                    Told told = play.stage().told(0);
                    List<String> ends = told.ends();
                    complaints.equal("shape", ends.get(ends.size() - 1), "closed 1006  by NOBODY");
                    complaints.holds(told.messages().size() <= 1, "shape", "told " + told.messages());
                })
                .counting("ws.connections.opened", 1)
                .counting("ws.connections.closed{by=nobody,code=1006}", 1)
                .byChance();
    }

    /** Complains at once when our side has said something, or ended. */
    static void stillOpen(Play play) {
        if (play.peer().ended() != null || play.peer().heardFrames()) {
            throw new AssertionError("it ended too soon");
        }
    }
}
