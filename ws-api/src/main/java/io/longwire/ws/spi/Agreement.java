package io.longwire.ws.spi;

/** An extension that both sides agreed on. */
public interface Agreement {
    /** What the server answers in {@code Sec-WebSocket-Extensions}. */
    ExtensionParameters answer();

    /** Makes the extension of one connection. Called once, on the loop; what connections share (pools) is kept per loop. */
    Extension open(Loop loop);
}
