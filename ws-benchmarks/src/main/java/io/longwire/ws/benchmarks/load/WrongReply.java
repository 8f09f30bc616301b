package io.longwire.ws.benchmarks.load;

import java.io.IOException;

/** A server sent something else than it must. */
final class WrongReply extends IOException {
    private static final long serialVersionUID = 1L;

    WrongReply(String sentence) {
        super(sentence);
    }
}
