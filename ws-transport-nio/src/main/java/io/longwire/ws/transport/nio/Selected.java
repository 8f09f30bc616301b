package io.longwire.ws.transport.nio;

/** What hangs on a selection key: a wire, a listener, or a connection that is being made. For the loop only. */
interface Selected {
    /** The selector found operations of this key ready. */
    void ready(int operations);

    /** The loop ends. */
    void stop();
}
