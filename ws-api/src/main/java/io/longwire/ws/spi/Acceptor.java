package io.longwire.ws.spi;

import java.io.IOException;

/** Told of each new wire. Called on the wire's loop. */
public interface Acceptor {
    /**
     * A wire is connected. Its bytes go to the receiver that is returned; the wire may be written to already.
     *
     * <p>An exception closes the wire.
     */
    Receiver accept(Wire wire);

    /** An outgoing connection could not be made, or a listener cannot accept for a while. */
    void failed(IOException cause);
}
