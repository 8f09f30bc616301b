package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Input.answering;

import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;

/** Section K, our client against hostile servers. */
final class RowsOfServersAnswer {
    private RowsOfServersAnswer() {}

    static void declare(Rows rows) {
        Expected wrongKey = new ConnectFails(101, "the server's Sec-WebSocket-Accept does not belong to the key");
        rows.row(212, "101 with a wrong, missing, doubled or padded Accept")
                .client()
                .when(
                        answering(r -> r.instead("Sec-WebSocket-Accept", "Sec-WebSocket-Accept: " + Request.ACCEPT)),
                        wrongKey)
                .when(answering(r -> r.instead("Sec-WebSocket-Accept")), wrongKey)
                .when(answering(r -> r.and(r.headers().get(2))), wrongKey)
                .when(
                        answering(r ->
                                r.instead("Sec-WebSocket-Accept", r.headers().get(2) + "=")),
                        wrongKey);
        rows.row(220, "masked frame from the server")
                .client()
                .guards("Tomcat BZ 69844")
                .when(
                        play -> play.open()
                                .send(Frame.text("masked").masked(true).bytes()),
                        Closes.of(Violation.MASKED_FRAME));
        rows.row(221, "frames in the segment of the 101")
                .client()
                .when(
                        play -> play.sendTogether(play.agreement(), Frame.text("early")),
                        new Opens().then(Frame.text("early")));
    }
}
