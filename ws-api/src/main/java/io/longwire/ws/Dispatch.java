package io.longwire.ws;

/** The thread on which a handler's callbacks run. Either way they run one at a time and in order. */
public enum Dispatch {
    /**
     * A thread that may block: a virtual thread where the JVM has them (21 and later), else one of a bounded pool. The
     * default.
     */
    WORKER,
    /** The connection's event loop, where the bytes are. The fastest; a callback must not block. */
    EVENT_LOOP
}
