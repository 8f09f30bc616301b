package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Meter;
import io.longwire.ws.testkit.MemoryPeer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** A meter of the application that fails harms no connection. */
class FailingMeterTest {
    /** Fails at counting, and if it is to, at making what counts too. */
    private record Failing(boolean early) implements Meter {
        @Override
        public Counter counter(String name, String... labels) {
            fail(early);
            return n -> fail(true);
        }

        @Override
        public Histogram histogram(String name, String... labels) {
            fail(early);
            return value -> fail(true);
        }

        @Override
        public void total(String name, LongSupplier read, String... labels) {
            fail(early);
        }

        @Override
        public void gauge(String name, LongSupplier read, String... labels) {
            fail(early);
        }

        private static void fail(boolean now) {
            if (now) {
                throw new AssertionError("the registry is full");
            }
        }
    }

    @Test
    void whenItCounts() {
        harmsNobody(new Failing(false));
    }

    @Test
    void whenItIsAskedForInstruments() {
        harmsNobody(new Failing(true));
    }

    private static void harmsNobody(Meter failing) {
        Bench bench = new Bench((Object) failing);
        MemoryPeer peer = bench.open();

        bench.write(peer, Bench.HELLO);
        bench.write(peer, Bench.CLOSE_1000);

        assertThat(peer.readHex()).isEqualTo("88 02 03 e8");
        peer.end();
        bench.network.runPending();
        assertThat(bench.handler.events).containsExactly("open", "Hello", "close 1000 PEER");
        assertThat(bench.server.counters())
                .containsEntry("ws.connections.opened", 1L)
                .containsEntry("ws.connections.closed{by=peer,code=1000}", 1L);
    }
}
