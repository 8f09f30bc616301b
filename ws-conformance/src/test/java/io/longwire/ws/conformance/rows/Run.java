package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import java.util.List;

/** One input of a row, once, on one stage: the verdict on its own answer and on the invariants that hold for every row. */
final class Run {
    private static final int START = 100;

    private final Stage stage;
    private final Row.Case one;
    private final Cut cut;
    private final long seed;
    private final Complaints complaints = new Complaints();
    private String trace = "";

    Run(Stage stage, Row.Case one, Cut cut, long seed) {
        this.stage = stage;
        this.one = one;
        this.cut = cut;
        this.seed = seed;
    }

    /** What is not as it should be. */
    List<String> complaints() throws Exception {
        stage.clear();
        Invariants invariants = Invariants.before(stage);
        Play play = new Play(stage, cut, seed);
        try (play) {
            one.input().run(play);
            complaints.holds(stage.allSing(), "U2", "a neighbour is not heard while the input is there");
            one.expected().judge(play, complaints);
        } catch (Exception | AssertionError failed) {
            complaints.add("shape", failed.toString());
        }
        invariants.check(one.expected(), play, complaints);
        trace = trace(play, invariants);
        return complaints.lines();
    }

    /** All that may not depend on transport, link or cut. */
    String trace() {
        return trace;
    }

    private String trace(Play play, Invariants invariants) throws Exception {
        if (one.expected().isChance()) {
            return "by chance";
        }
        StringBuilder text = new StringBuilder();
        if (stage.side().role() == Role.SERVER) { // a client's key and masks are drawn anew
            String heard = play.peer().heard().replace("\r\n", "|");
            boolean whole = play.peer().ended() != Ears.End.RESET; // else chance decides how much was under way
            text.append(whole ? heard : heard.substring(0, Math.min(heard.length(), START)));
        }
        stage.told().forEach(told -> text.append(' ').append(told.lines()));
        return text.append(' ')
                .append(stage.connects())
                .append(' ')
                .append(invariants.moved())
                .toString();
    }
}
