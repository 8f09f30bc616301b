package io.longwire.ws.broadcast.spi;

/** How much a backplane can promise. */
public enum Capability {
    /** Publications may be lost, and there is no history. */
    AT_MOST_ONCE,
    /** Topics can have a history with positions: what was missed is found, or its loss is. */
    RECOVERABLE
}
