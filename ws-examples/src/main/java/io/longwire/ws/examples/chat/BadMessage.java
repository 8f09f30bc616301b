package io.longwire.ws.examples.chat;

/** A text that is no message of the chat's protocol. The message may be told to the peer: it holds nothing of its text. */
final class BadMessage extends Exception {
    private static final long serialVersionUID = 1L;

    BadMessage(String message) {
        super(message);
    }
}
