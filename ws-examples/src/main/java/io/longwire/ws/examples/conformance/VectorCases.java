package io.longwire.ws.examples.conformance;

import io.longwire.ws.codec.Violation;
import io.longwire.ws.examples.raw.Remote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vectors of the codec, sent to an echo: whole, and the short ones byte by byte too. */
final class VectorCases {
    private static final int SHORT = 40;
    /** Many frames may be over a limit that nobody has to announce (RFC 6455, 10.4). */
    private static final int LONG = 1024;

    private VectorCases() {}

    static List<Case> all() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Vector vector : VectorFile.read()) {
            cases.add(caseOf("frames: " + vector.name(), vector, false));
            if (vector.section().endsWith("5.4") && vector.bytes().length <= SHORT) {
                cases.add(caseOf("byte by byte: " + vector.name(), vector, true));
            }
        }
        return cases;
    }

    private static Case caseOf(String name, Vector vector, boolean cut) {
        return new Case(name, vector.section(), vector.expected(), server -> run(server, vector, cut));
    }

    private static Finding run(Remote server, Vector vector, boolean cut) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            if (cut) {
                talk.dribble(vector.bytes());
            } else {
                talk.say(vector.bytes());
            }
            switch (vector.ending()) {
                // A Close may overtake the application's echoes (5.5.1), so they are waited for.
                case OPEN ->
                    talk.hear(server.timeout(), () -> talk.closeCode() != null || isAnswered(vector, talk))
                            .sayClose(1000)
                            .hearClose();
                case MID_FRAME -> {
                    talk.hangUp();
                    talk.hearEnd(server.timeout());
                }
                case CLOSED -> talk.hearClose().hearEnd(Conversation.MOMENT);
                case FAILED -> hearFailure(server, vector, talk);
            }
            return talk.wrong() == null ? judge(vector, talk) : Finding.differs(talk.seen());
        }
    }

    private static boolean isAnswered(Vector vector, Conversation talk) {
        return talk.messages().size() >= vector.echoes().size() && pongsFit(vector, talk, false);
    }

    private static void hearFailure(Remote server, Vector vector, Conversation talk) {
        int more = vector.echoes().size() + 1;
        boolean mayWait = vector.mayWait();
        talk.hear(
                mayWait ? Conversation.MOMENT : server.timeout(),
                () -> talk.closeCode() != null || talk.messages().size() >= more);
    }

    private static Finding judge(Vector vector, Conversation talk) {
        Integer code = talk.closeCode();
        if (code != null && isLimit(vector, code)) {
            return Finding.notApplicable(talk.seen() + ": over its limit");
        }
        boolean fails = vector.ending() == Vector.Ending.FAILED;
        if (fails && !talk.ended() && code == null) {
            return wentOn(vector, talk);
        }
        boolean whole = talk.messages().equals(vector.echoes());
        boolean begun = talk.messages().size() < vector.echoes().size()
                && talk.messages()
                        .equals(vector.echoes().subList(0, talk.messages().size()));
        boolean mayBeLess = vector.ending() != Vector.Ending.OPEN;
        if (!(whole || begun && mayBeLess) || !pongsFit(vector, talk, mayBeLess)) {
            return Finding.differs(talk.seen());
        }
        return switch (vector.ending()) {
            case OPEN, CLOSED -> closed(vector, talk, code);
            case MID_FRAME -> Finding.of(talk.ended(), talk.seen());
            case FAILED -> failed(vector, talk, code);
        };
    }

    private static boolean isLimit(Vector vector, int code) {
        boolean expected = vector.codes().contains(code);
        return !expected && (code == 1009 || code == 1008 && vector.bytes().length > LONG);
    }

    /**
     * "If an endpoint receives a Ping frame and has not yet sent Pong frame(s) in response to previous Ping frame(s), the endpoint
     * MAY elect to send a Pong frame for only the most recently processed Ping frame." (RFC 6455, 5.5.3)
     */
    private static boolean pongsFit(Vector vector, Conversation talk, boolean mayBeLess) {
        List<Message> due = vector.pings();
        List<Message> came = talk.pongs();
        int at = 0;
        for (Message pong : came) {
            while (at < due.size() && !due.get(at).equals(pong)) {
                at++;
            }
            if (at++ == due.size()) {
                return false;
            }
        }
        return mayBeLess || due.isEmpty() || at == due.size() && !came.isEmpty();
    }

    /** "the endpoint typically echos the status code it received" (RFC 6455, 5.5.1): another is no mistake. */
    private static Finding closed(Vector vector, Conversation talk, @Nullable Integer code) {
        if (code == null) {
            // What was not read when a server ended TCP makes that a reset, which may take its Close away.
            boolean lost = talk.wasReset() && vector.goesOnAfterClose();
            return lost ? Finding.holds(talk.seen() + " (its Close may be lost)") : Finding.differs(talk.seen());
        }
        return Finding.holds(talk.seen() + (vector.codes().contains(code) ? "" : " (another code than was sent)"));
    }

    /** "the endpoint SHOULD send a Close frame with an appropriate status code" (RFC 6455, 7.1.7): the end alone will do. */
    private static Finding failed(Vector vector, Conversation talk, @Nullable Integer code) {
        if (code == null) {
            return Finding.holds(talk.seen() + " (ended without Close)");
        }
        if (vector.codes().contains(code) || code == 1007 && vector.hasWrongCloseText()) {
            return Finding.holds(talk.seen());
        }
        int sent = vector.sentCloseCode();
        boolean open = vector.violation() == Violation.CLOSE_CODE && (sent == 1004 || sent >= 1016 && sent < 3000);
        return open && code == sent
                ? Finding.holds(talk.seen() + " (7.4 leaves this to the receiver)")
                : Finding.differs(talk.seen());
    }

    private static Finding wentOn(Vector vector, Conversation talk) {
        if (vector.hasLongForm()) {
            // "the minimal number of bytes MUST be used" binds who sends; what a receiver does is not said.
            return Finding.holds(talk.seen() + " (5.2 leaves this to the receiver)");
        }
        return vector.mayWait() && talk.messages().size() <= vector.echoes().size()
                ? Finding.holds(talk.seen() + " (waits for the rest)")
                : Finding.differs(talk.seen());
    }
}
