package io.longwire.ws.examples.chaos;

import io.longwire.ws.examples.process.ServerProcess;
import io.longwire.ws.testkit.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A server as a process, from its start to its death, and a proxy before it that cuts what goes through. */
final class Node implements AutoCloseable {
    private final ServerProcess process;
    private final FaultProxy proxy;
    private volatile boolean dead;
    private volatile int cuts;

    private Node(ServerProcess process, FaultProxy proxy) {
        this.process = process;
        this.proxy = proxy;
    }

    static Node start(String redis, List<String> jvm) throws IOException {
        ServerProcess process = ServerProcess.start(jvm, List.of("chaos-node", "--redis", redis));
        try {
            return new Node(process, FaultProxy.to(process.port()));
        } catch (IOException failed) {
            process.close();
            throw failed;
        }
    }

    /** Where a peer connects to. */
    URI address(String target, boolean throughProxy) {
        return URI.create("ws://127.0.0.1:" + (throughProxy ? proxy.port() : process.port()) + target);
    }

    /** How often connections through the proxy have ended; more once it is dead. */
    int ends(boolean throughProxy) {
        return (throughProxy ? cuts : 0) + (dead ? 1 : 0);
    }

    boolean isDead() {
        return dead;
    }

    void kill() throws InterruptedException, IOException {
        dead = true;
        process.kill();
        proxy.close();
    }

    void pause(int seconds) throws IOException, InterruptedException {
        process.pause(seconds);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread makes faults
    void cut() {
        cuts++;
        proxy.reset();
    }

    @Override
    public void close() {
        dead = true;
        process.close();
    }
}
