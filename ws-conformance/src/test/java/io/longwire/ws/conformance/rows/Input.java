package io.longwire.ws.conformance.rows;

import io.longwire.ws.conformance.Frame;
import java.util.HexFormat;
import java.util.function.Function;

/** What a peer does. */
@FunctionalInterface
interface Input {
    void run(Play play) throws Exception;

    /** Sends text, which may be a {@link Request}, and no more. */
    static Input of(Object text) {
        return play -> play.say(text);
    }

    /** Sends a request and frames in one segment, if the run does not cut it. */
    static Input together(Object request, Frame... frames) {
        return play -> play.sendTogether(request, frames);
    }

    /** Opens a connection, in either role, and sends frames as that role must. */
    static Input frames(Frame... frames) {
        return play -> play.open().send(frames);
    }

    /** Opens a connection, in either role, and sends bytes as they are. */
    static Input bytes(String hex) {
        return play -> play.open().send(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Answers our client's request with what a row makes of the answer that would agree. */
    static Input answering(Function<Response, Object> answer) {
        return play -> play.say(answer.apply(play.agreement()));
    }
}
