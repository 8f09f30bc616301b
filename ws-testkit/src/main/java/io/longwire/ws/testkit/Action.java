package io.longwire.ws.testkit;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;

/** What was done with a {@link RecordingWebSocket}. Bytes are written as {@link Hex}, so that actions can be compared. */
public sealed interface Action {
    /** A text message was accepted, from characters or from UTF-8. */
    record Text(String text) implements Action {}

    /** A binary message was accepted. */
    record Binary(String hex) implements Action {}

    /** A prepared message was accepted. */
    record Prepared(Message message) implements Action {}

    /** A Ping was accepted. */
    record Ping(String hex) implements Action {}

    /** The delivery of messages was stopped. */
    record Pause() implements Action {}

    /** The delivery of messages went on. */
    record Resume() implements Action {}

    /** The closing handshake was started. */
    record Close(CloseReason reason) implements Action {}

    /** The connection was ended at once. */
    record Abort(CloseReason onWire, Throwable cause) implements Action {}
}
