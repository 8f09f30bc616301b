package io.longwire.ws.codec;

/** Which side of the connection this is. It decides who masks (RFC 6455, 5.1). */
public enum Role {
    /** Accepts connections: its own frames are bare, the peer's are masked. */
    SERVER,
    /** Makes connections: its own frames are masked, the peer's are bare. */
    CLIENT
}
