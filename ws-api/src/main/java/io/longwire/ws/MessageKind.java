package io.longwire.ws;

/** The two kinds of data messages (RFC 6455, 5.6). */
public enum MessageKind {
    /** UTF-8 text, opcode 1. */
    TEXT,
    /** Bytes, opcode 2. */
    BINARY
}
