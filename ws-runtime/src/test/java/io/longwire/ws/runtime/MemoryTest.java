package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.WebSocket;
import io.longwire.ws.testkit.MemoryPeer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final long HEAP = 10 << 20;

    private static Memory memory(Bench bench) {
        return ((Server) bench.server).memory();
    }

    private static String answer(Bench bench) {
        return new String(bench.connect().read(), StandardCharsets.US_ASCII);
    }

    @Test
    void aHeapThatIsFullAfterACollectionLetsNobodyInForAWhile() {
        Bench bench = new Bench();
        bench.open();
        memory(bench).collected(90, 100);
        bench.open();

        memory(bench).collected(91, 100);
        assertThat(answer(bench)).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5");
        bench.advance(Duration.ofMillis(4_999));
        assertThat(answer(bench)).startsWith("HTTP/1.1 503 ");
        bench.advance(Duration.ofMillis(1));
        bench.open();

        assertThat(bench.server.counters())
                .containsEntry("ws.memory.short{why=heap}", 1L)
                .containsEntry("ws.handshakes.refused{status=503}", 2L);
    }

    @Test
    void nothingIsTooMuchWhereAllMayBeUsed() {
        Bench bench = new Bench("ws.limits.heap", 100);

        memory(bench).collected(100, 100);

        bench.open();
    }

    @Test
    void theSlowestAreEndedAsFarAsThatFreesWhatIsTooMuch() {
        Bench bench = new Bench(new Bench.Recorder(), "ws.outbound.max", "10 MiB");
        List<WebSocket> sockets = new ArrayList<>();
        List<MemoryPeer> peers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            peers.add(bench.open().capacity(0));
            sockets.add(bench.handler.socket);
        }
        for (int i : new int[] {1, 2, 0}) { // 1 is the first to be slow
            sockets.get(i).sendBinary(ByteBuffer.allocate(300 << 10));
            bench.network.runPending();
        }

        memory(bench).collected(HEAP / 100 * 90 + (400 << 10), HEAP);
        bench.network.runPending();

        assertThat(sockets).extracting(WebSocket::isOpen).containsExactly(true, false, false);
        memory(bench).collected(HEAP, HEAP);
        bench.network.runPending();
        assertThat(sockets).noneMatch(WebSocket::isOpen);
        peers.forEach(MemoryPeer::reset);
        bench.advance(Duration.ofSeconds(1));
        assertThat(bench.server.connections()).isZero();
    }

    @Test
    void eachCollectionOfTheJvmIsTold() throws Exception {
        CompletableFuture<long[]> told = new CompletableFuture<>();
        try (GarbageCollections collections =
                new GarbageCollections((used, most) -> told.complete(new long[] {used, most}))) {
            assertThat(collections).isNotNull();
            System.gc();
            long[] seen = told.get(60, TimeUnit.SECONDS);
            assertThat(seen[0]).isPositive().isLessThan(seen[1]);
        }
    }
}
