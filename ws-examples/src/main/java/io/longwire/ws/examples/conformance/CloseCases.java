package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The closing handshake (RFC 6455, 7): its order, and the end of TCP. */
final class CloseCases {
    private static final String CLOSE_THEN_END = "Close, then the server ends TCP";

    private CloseCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int code : new int[] {1000, 1001, 1005, 3000, 4999}) {
            cases.add(new Case(
                    "close: " + Words.close(code) + ", and who ends TCP",
                    "RFC 6455, 5.5.1, 7.1.1",
                    CLOSE_THEN_END,
                    server -> closing(server, code)));
        }
        cases.add(new Case(
                "close: behind a message", "RFC 6455, 5.5.1", "text(5), " + CLOSE_THEN_END, CloseCases::behindMessage));
        cases.add(new Case(
                "close: inside a fragmented message",
                "RFC 6455, 5.4, 5.5.1",
                CLOSE_THEN_END,
                CloseCases::insideMessage));
        cases.add(new Case(
                "close: the answer to a failed connection's Close",
                "RFC 6455, 7.1.7",
                "Close 1002 or end, then the end of TCP",
                CloseCases::answered));
        cases.add(new Case(
                "close: TCP ended without a Close", "RFC 6455, 7.1.5", "the server ends TCP too", CloseCases::hungUp));
        cases.add(new Case(
                "close: a new connection after a failed one", "RFC 6455, 7.1.7", "text(5)", CloseCases::afterFailure));
        return cases;
    }

    private static Finding closing(Remote server, int code) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            talk.sayClose(code).hearEnd(server.timeout());
            return ended(talk, talk.closeCode() != null);
        }
    }

    private static Finding behindMessage(Remote server) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            talk.say(RawClient.frame(0x81, Message.text("Hello").payload()))
                    .sayClose(1000)
                    .hearEnd(server.timeout());
            // 5.5.1 asks for the Close alone: the echo is the application's, which may be later than the Close.
            boolean fits = talk.messages().isEmpty() || talk.messages().equals(List.of(Message.text("Hello")));
            return ended(talk, fits && talk.closeCode() != null);
        }
    }

    private static Finding insideMessage(Remote server) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            talk.say(RawClient.frame(0x01, (byte) 'a')).sayClose(1000).hearEnd(server.timeout());
            return ended(talk, talk.messages().isEmpty() && talk.closeCode() != null);
        }
    }

    private static Finding answered(Remote server) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            talk.say(RawClient.frame(0x83)).hearClose();
            if (talk.closeCode() != null) {
                talk.sayClose(1002).hearEnd(server.timeout());
            }
            return ended(talk, talk.closeCode() == null || Objects.equals(talk.closeCode(), 1002));
        }
    }

    private static Finding hungUp(Remote server) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            talk.hangUp();
            return ended(talk.hearEnd(server.timeout()), true);
        }
    }

    private static Finding afterFailure(Remote server) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            talk.say(RawClient.frame(0x83)).hearClose();
        }
        try (Conversation talk = new Conversation(server, "")) {
            talk.say(RawClient.frame(0x81, Message.text("Hello").payload())).hearMessages(1);
            return Finding.of(talk.messages().equals(List.of(Message.text("Hello"))), talk.seen());
        }
    }

    private static Finding ended(Conversation talk, boolean fits) {
        boolean plain = talk.closeCode() == null && talk.ended();
        String seen = talk.seen() + (plain ? " of TCP" : talk.ended() ? ", end of TCP" : ", TCP left open");
        return Finding.of(fits && talk.ended() && talk.wrong() == null, seen);
    }
}
