package io.longwire.ws;

/** Who began the end of a connection. */
public enum Initiator {
    /** This side: the application, a limit, a plug-in or a violation that was found here. */
    LOCAL,
    /** The peer sent the first Close frame. */
    PEER,
    /** Nobody sent a Close frame: the transport ended first (RFC 6455, 7.1.5, code 1006). */
    NOBODY
}
