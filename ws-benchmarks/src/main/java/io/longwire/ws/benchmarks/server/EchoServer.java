package io.longwire.ws.benchmarks.server;

/** A server on a port of the system's choice. */
interface EchoServer {
    /**
     * Starts it on 127.0.0.1 with one thread for its connections where that can be chosen.
     *
     * @param cast whether each message goes to all who are connected, instead of back
     * @return the port
     */
    int start(boolean cast) throws Exception;
}
