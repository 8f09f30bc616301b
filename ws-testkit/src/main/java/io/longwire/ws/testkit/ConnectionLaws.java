package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link TransportContract} that is about {@link io.longwire.ws.spi.Transport}, {@link Listener} and {@link
 * Acceptor}.
 */
public interface ConnectionLaws extends TransportUnderTest {
    /** A listener tells the address that was chosen, and an address that is taken cannot be bound. */
    @Test
    default void aListenerTellsItsAddressAndHoldsIt() throws Exception {
        try (Lab lab = new Lab(this, 1);
                Listener listener = lab.listen(lab.side())) {
            if (listener.address() instanceof InetSocketAddress inet) {
                assertThat(inet.getPort()).isPositive();
            }
            assertThat(listener.address()).isNotEqualTo(anyAddress());
            assertThatThrownBy(() -> lab.listen(listener.address(), lab.side())).isInstanceOf(IOException.class);
        }
    }

    /** Each listener of a transport has its own address and acceptor. */
    @Test
    default void twoListenersAreTwo() throws Exception {
        try (Lab lab = new Lab(this, 2)) {
            Lab.Side one = lab.side();
            Lab.Side two = lab.side();
            Listener first = lab.listen(one);
            try (Listener second = lab.listen(two)) {
                assertThat(first.address()).isNotEqualTo(second.address());
                lab.connect(second.address(), lab.side());
                lab.connect(first.address(), lab.side());
                two.get(0);
                one.get(0);
                first.close();
                lab.connect(second.address(), lab.side());
                two.get(1);
                assertThat(one.count()).isEqualTo(1);
            }
        }
    }

    /** A paused listener accepts nobody; when it goes on, it accepts those who came meanwhile. */
    @Test
    default void aPausedListenerLetsConnectionsWait() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Side servers = lab.side();
            Lab.Side clients = lab.side();
            try (Listener listener = lab.listen(servers)) {
                listener.pause(true);
                lab.settle();
                Cancellable unused = lab.transport.connect(listener.address(), clients);
                lab.settle();
                assertThat(servers.count()).isZero();
                listener.pause(false);
                clients.get(0);
                Recorder server = servers.get(0);
                lab.on(clients.get(0), client -> client.send("hello"));
                lab.await("a greeting", () -> server.text().equals("hello"));
            }
        }
    }

    /** When close returns the address is free; wires that were accepted live on. */
    @Test
    default void aClosedListenerFreesItsAddressAndKeepsItsWires() throws Exception {
        try (Lab lab = new Lab(this, 2)) {
            Lab.Side servers = lab.side();
            Listener listener = lab.listen(servers);
            SocketAddress address = listener.address();
            Recorder client = lab.connect(address, lab.side());
            Recorder server = servers.get(0);
            listener.close();
            listener.close();
            Lab.Side newcomers = lab.side();
            try (Listener again = lab.listen(address, newcomers)) {
                assertThat(again.address()).isEqualTo(address);
                lab.connect(address, lab.side());
                newcomers.get(0);
            }
            lab.on(client, end -> end.send("still"));
            lab.await("the old wire", () -> server.text().equals("still"));
            assertThat(servers.count()).isEqualTo(1);
        }
    }

    /** A listener may be closed in a callback, on any loop. */
    @Test
    default void aListenerIsClosedOnALoop() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Side servers = lab.side();
            Listener listener = lab.listen(servers);
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            Lab.Pair pair = lab.pair(() -> new Recorder(lab), () -> new Recorder(lab) {
                @Override
                public void onBytes(ByteBuffer bytes) {
                    super.onBytes(bytes);
                    listener.close();
                    try (Listener again = lab.listen(listener.address(), servers)) {
                        log.add(again.address().equals(listener.address()) ? "bound again" : "bound elsewhere");
                    } catch (IOException e) {
                        log.add(e.toString());
                    }
                }
            });
            lab.on(pair.client(), client -> client.send("!"));
            lab.await("the close", () -> !log.isEmpty());
            assertThat(log).containsExactly("bound again");
        }
    }

    /** A connection that is refused is told as failed, once. */
    @Test
    default void aRefusedConnectionFailsOnce() throws Exception {
        try (Lab lab = new Lab(this, 2)) {
            Listener listener = lab.listen(lab.side());
            listener.close();
            Lab.Side clients = lab.side();
            Cancellable late = lab.transport.connect(listener.address(), clients);
            lab.await("the failure", () -> !clients.failures.isEmpty());
            late.cancel();
            lab.settle();
            assertThat(clients.failures).hasSize(1);
            assertThat(clients.count()).isZero();
        }
    }

    /** A connection that is cancelled in time tells nobody anything. */
    @Test
    default void aCancelledConnectionIsSilent() throws Exception {
        try (Lab lab = new Lab(this, 1);
                Listener listener = lab.listen(lab.side())) {
            Lab.Side clients = lab.side();
            lab.on(lab.transport.loops().get(0), () -> {
                Cancellable connection = lab.transport.connect(listener.address(), clients);
                connection.cancel();
                connection.cancel();
            });
            lab.settle();
            assertThat(clients.count()).isZero();
            assertThat(clients.failures).isEmpty();
        }
    }

    /** Once it is made, a connection is not cancelled any more. */
    @Test
    default void aConnectionThatIsMadeIsNotCancelled() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Side servers = lab.side();
            Lab.Side clients = lab.side();
            try (Listener listener = lab.listen(servers)) {
                Cancellable connection = lab.transport.connect(listener.address(), clients);
                Recorder client = clients.get(0);
                connection.cancel();
                lab.settle();
                lab.on(client, end -> end.send("here"));
                lab.await("a word", () -> servers.get(0).text().equals("here"));
            }
        }
    }

    /** What accept throws closes that wire, and the listener goes on. */
    @Test
    default void whatAcceptThrowsClosesTheWire() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Side servers = lab.side();
            boolean[] thrown = {false};
            Acceptor once = new Acceptor() {
                @Override
                public Receiver accept(Wire wire) {
                    if (!thrown[0]) {
                        thrown[0] = true;
                        throw new EndingLaws.Thrown("accept");
                    }
                    return servers.accept(wire);
                }

                @Override
                public void failed(IOException cause) {
                    servers.failed(cause);
                }
            };
            try (Listener listener = lab.listen(once)) {
                Recorder refused = lab.connect(listener.address(), lab.side());
                lab.await("the end", () -> refused.saw("end") || refused.saw("closed"));
                Recorder client = lab.connect(listener.address(), lab.side());
                lab.on(client, end -> end.send("next"));
                lab.await("the next one", () -> servers.get(0).text().equals("next"));
                assertThat(servers.failures).isEmpty();
            }
        }
    }

    /** Accepted wires are spread over the loops. */
    @Test
    default void wiresAreSpreadOverTheLoops() throws Exception {
        try (Lab lab = new Lab(this, 2)) {
            Lab.Side servers = lab.side();
            Set<Loop> used = new HashSet<>();
            try (Listener listener = lab.listen(servers)) {
                for (int i = 0; i < 16; i++) {
                    lab.connect(listener.address(), lab.side());
                    used.add(servers.get(i).wire().loop());
                }
            }
            assertThat(used).hasSize(2);
        }
    }

    /** Many connections at once are each their own. */
    @Test
    default void twoHundredConnectionsAreKeptApart() throws Exception {
        int many = 200;
        try (Lab lab = new Lab(this, 2)) {
            Lab.Side servers = lab.new Side(() -> new Recorder(lab) {
                @Override
                public void onBytes(ByteBuffer bytes) {
                    send(ByteBuffer.wrap(Hex.copy(bytes)));
                }
            });
            Lab.Side clients = lab.side();
            try (Listener listener = lab.listen(servers)) {
                for (int i = 0; i < many; i++) {
                    Cancellable unused = lab.transport.connect(listener.address(), clients);
                }
                lab.await("all connections", () -> clients.count() == many && servers.count() == many);
                for (int round = 0; round < 3; round++) {
                    for (int i = 0; i < many; i++) {
                        Recorder client = clients.get(i);
                        String word = "<" + i + "." + round + ">";
                        client.wire().loop().execute(() -> client.send(word));
                    }
                }
                for (int i = 0; i < many; i++) {
                    Recorder client = clients.get(i);
                    String expected = "<" + i + ".0><" + i + ".1><" + i + ".2>";
                    lab.await(expected, () -> client.text().equals(expected));
                }
            }
        }
    }

    /** Closing the transport ends every wire and every loop; a second time it is nothing. */
    @Test
    default void aClosedTransportHasEndedAll() throws Exception {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        List<Recorder> ends = new ArrayList<>();
        try (Lab lab = new Lab(this, 2)) {
            Listener listener = lab.listen(lab.side());
            for (int i = 0; i < 4; i++) {
                Lab.Pair pair = lab.pair();
                ends.add(pair.client());
                ends.add(pair.server());
            }
            for (Loop loop : lab.transport.loops()) {
                lab.on(loop, () -> threads.add(Thread.currentThread()));
            }
            lab.transport.close();
            lab.transport.close();
            listener.close();
            assertThat(ends).allSatisfy(end -> {
                assertThat(end.events()).endsWith("closed").containsOnlyOnce("closed");
                assertThat(end.cause()).isNull();
            });
        }
        threads.removeIf(thread -> thread == Thread.currentThread());
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    /** A transport may be closed on one of its loops; then the loops end by themselves. */
    @Test
    default void aTransportIsClosedOnALoop() throws Exception {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        try (Lab lab = new Lab(this, 2)) {
            Lab.Pair pair = lab.pair();
            for (Loop loop : lab.transport.loops()) {
                lab.on(loop, () -> threads.add(Thread.currentThread()));
            }
            lab.on(lab.transport.loops().get(1), lab.transport::close);
            threads.removeIf(thread -> thread == Thread.currentThread());
            lab.await(
                    "the end of both",
                    () -> pair.client().saw("closed") && pair.server().saw("closed"));
            lab.await("the end of the threads", () -> threads.stream().noneMatch(Thread::isAlive));
        }
    }
}
