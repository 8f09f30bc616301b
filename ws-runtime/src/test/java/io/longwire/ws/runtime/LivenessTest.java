package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.testkit.MemoryPeer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is seen of a peer whose messages are not delivered, and that it is not judged meanwhile. */
class LivenessTest {
    private static final String PING = "89 81 00 00 00 00 70";
    private static final String PONG = "8a 01 70";
    private static final int HELLO_BYTES = 11;

    /** A handler that pauses at its first message, behind a queue of two and a look-ahead of a few frames. */
    private static Bench pausing(Object... more) {
        Object[] settings = new Object[6 + more.length];
        System.arraycopy(
                new Object[] {"ws.inbound.messages", 2, "ws.inbound.bytes", "1 KiB", "ws.inbound.look-ahead", 300},
                0,
                settings,
                0,
                6);
        System.arraycopy(more, 0, settings, 6, more.length);
        Bench bench = new Bench(settings);
        bench.handler.onText = text -> bench.handler.socket.pause();
        return bench;
    }

    private static long bytesRead(Bench bench) {
        return bench.server.counters().get("ws.bytes{direction=in}");
    }

    private static void stopReading(Bench bench, MemoryPeer peer) {
        long before = -1;
        while (bytesRead(bench) > before) {
            before = bytesRead(bench);
            bench.write(peer, Bench.HELLO);
        }
    }

    @Test
    void pingsAreAnsweredBehindAPauseAsFarAsTheLookAheadReaches() {
        Bench bench = pausing();
        MemoryPeer peer = bench.open();
        bench.write(peer, Bench.HELLO.repeat(4) + PING);

        assertThat(peer.readHex()).isEqualTo(PONG);
        assertThat(bench.handler.events).containsExactly("open", "Hello");
        stopReading(bench, peer);
        assertThat(bytesRead(bench)).as("four in the queue, and the look-ahead").isLessThan(20 * HELLO_BYTES);
        bench.write(peer, PING);
        assertThat(peer.readHex()).isEmpty();

        bench.handler.onText = text -> {};
        bench.handler.socket.resume();
        bench.network.runPending();
        assertThat(peer.readHex()).isEqualTo(PONG);
    }

    @Test
    void aPeerThatIsNotReadIsNotJudged() {
        Bench bench = pausing("ws.limits.idle-timeout", "20 s");
        MemoryPeer peer = bench.open();
        String begun = "82 8a 00 00 00 00 01";
        bench.write(
                peer, Bench.HELLO.repeat(40) + begun); // in one read, so that the frame has begun when reading stops
        long read = bytesRead(bench);
        bench.write(peer, "02");
        assertThat(bytesRead(bench)).as("nothing more is read").isEqualTo(read);

        bench.advance(Duration.ofMinutes(5));
        assertThat(bench.handler.socket.isOpen()).isTrue();
        bench.handler.onText = text -> {};
        bench.handler.socket.resume();
        bench.advance(Duration.ofSeconds(19));
        assertThat(bench.handler.socket.isOpen()).as("it has its time anew").isTrue();
        bench.write(peer, "03 04 05 06 07 08 09 0a");

        assertThat(bench.handler.events).endsWith("Hello", "binary 10");
    }

    @Test
    void aPingFindsAResetOfAPeerThatIsNotRead() {
        Bench bench = pausing();
        MemoryPeer peer = bench.open();
        stopReading(bench, peer);
        bench.advance(Duration.ofSeconds(25));
        assertThat(peer.readHex()).as("one every ten seconds").isEqualTo("89 00 89 00");

        peer.reset();
        bench.advance(Duration.ofSeconds(4));
        assertThat(bench.handler.events).containsExactly("open", "Hello");
        bench.advance(Duration.ofSeconds(1));

        assertThat(bench.handler.events).endsWith("Hello", "error IOException", "close 1006 NOBODY");
    }

    @Test
    void noPingIsSentToAPeerThatIsReadAgain() {
        Bench bench = pausing();
        MemoryPeer peer = bench.open();
        stopReading(bench, peer);
        bench.handler.onText = text -> {};
        bench.handler.socket.resume();
        bench.advance(Duration.ofMinutes(1));

        assertThat(peer.readHex()).isEmpty();
    }
}
