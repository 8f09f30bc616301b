package io.longwire.ws.testkit;

import io.longwire.ws.spi.Transport;
import java.net.SocketAddress;

/** What a transport's own test says for {@link TransportContract}. */
public interface TransportUnderTest {
    /**
     * Makes a new transport. The tests close it.
     *
     * @param loops how many loops it is to have, 1 or 2
     */
    Transport transport(int loops) throws Exception;

    /** An address to listen on at which the transport chooses what is free, for example port 0 of the loopback. */
    SocketAddress anyAddress();

    /**
     * Lets a transport without threads of its own do what is pending, and its time go on by about a millisecond. Called again
     * and again while a test waits.
     *
     * @return false when the transport runs by itself, and nothing was done
     */
    default boolean drive() {
        return false;
    }
}
