package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import io.longwire.ws.testkit.MemoryNetwork;
import io.longwire.ws.testkit.MemoryPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of a host's addresses is connected to, and when the next one is tried. */
class DialTest {
    private static final SocketAddress DEAD = new InetSocketAddress("127.0.0.1", 1);
    private static final SocketAddress HOLE = new InetSocketAddress("127.0.0.1", 2);

    private final MemoryNetwork network = new MemoryNetwork();
    private final Holes transport = new Holes(network.transport(2), HOLE);
    private final List<String> told = new ArrayList<>();
    private final Acceptor acceptor = new Acceptor() {
        @Override
        public Receiver accept(Wire wire) {
            told.add("connected to " + ((InetSocketAddress) wire.remote()).getPort());
            return new NoReceiver();
        }

        @Override
        public void failed(IOException cause) {
            told.add("failed " + cause.getClass().getSimpleName());
        }
    };

    @Test
    void aDeadAddressAndABlackHoleCostAQuarterOfASecond() throws Exception {
        SocketAddress third = listen();
        new Dial(transport, List.of(DEAD, HOLE, third), acceptor).begin();

        network.runPending();
        assertThat(transport.tried).containsExactly(DEAD, HOLE);
        network.advance(Duration.ofMillis(249));
        assertThat(told).isEmpty();
        network.advance(Duration.ofMillis(1));

        assertThat(told).containsExactly("connected to " + ((InetSocketAddress) third).getPort());
        assertThat(transport.cancelled).contains(HOLE).doesNotContain(third);
        assertThat(network.clock().timers()).isZero();
    }

    @Test
    void theFirstAddressThatAnswersIsTheOnlyOneTried() throws Exception {
        SocketAddress first = listen();
        new Dial(transport, List.of(first, DEAD), acceptor).begin();
        network.advance(Duration.ofSeconds(10));

        assertThat(transport.tried).containsExactly(first);
        assertThat(told).hasSize(1);
    }

    @Test
    void whenAllFailTheFirstFailureIsTold() {
        new Dial(transport, List.of(DEAD, DEAD, DEAD), acceptor).begin();
        network.runPending();

        assertThat(transport.tried).hasSize(3);
        assertThat(told).containsExactly("failed " + ConnectException.class.getSimpleName());
        assertThat(network.clock().timers()).isZero();
    }

    @Test
    void afterItWasGivenUpNothingIsTold() {
        Dial dial = new Dial(transport, List.of(HOLE, HOLE), acceptor);
        dial.begin();
        network.advance(Duration.ofSeconds(1));

        assertThat(dial.cancel()).isTrue();
        assertThat(dial.cancel()).isFalse();
        assertThat(transport.cancelled).containsExactly(HOLE, HOLE);
        assertThat(network.clock().timers()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void aTransportThatIsClosedIsAFailure() {
        transport.close();
        new Dial(transport, List.of(DEAD, DEAD), acceptor).begin();

        assertThat(told).containsExactly("failed IOException");
    }

    private SocketAddress listen() throws IOException {
        MemoryPort port = network.listen(MemoryNetwork.anyAddress());
        return port.address();
    }
}
