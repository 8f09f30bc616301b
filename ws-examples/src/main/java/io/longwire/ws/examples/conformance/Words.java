package io.longwire.ws.examples.conformance;

import java.util.ArrayList;
import java.util.List;

/** How the table tells what came, or should. */
final class Words {
    private static final int SHOWN = 3;

    private Words() {}

    /** The first few and how many more there are. */
    static List<String> of(List<Message> messages) {
        List<String> words = new ArrayList<>();
        messages.stream().limit(SHOWN).map(Message::toString).forEach(words::add);
        if (messages.size() > SHOWN) {
            words.add((messages.size() - SHOWN) + " more");
        }
        return words;
    }

    static String close(int code) {
        return code == 1005 ? "Close" : "Close " + code;
    }
}
