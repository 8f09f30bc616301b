package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.MessageKind;
import io.longwire.ws.StreamHandler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.Gate;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.MemoryPeer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a plug-in sees of the first message, and a handler of a peer that was not let in. */
class GateTest {
    private static final String HI = "81 82 00 00 00 00 68 69";
    private static final String PING = "89 80 00 00 00 00";
    /** So many Hellos that half of what may wait is gone, and not all: each counts with 64 bytes round it. */
    private static final int MUCH = Gate.MOST_WAITING / 2 / 64;

    private final List<String> firsts = new ArrayList<>();
    private final CompletableFuture<Void> decision = new CompletableFuture<>();
    private WebSocket seen;

    @Test
    void letsInBeforeTheHandlerHearsAnything() {
        Bench bench = new Bench((Object) gate("doorman", 16));
        MemoryPeer peer = bench.open();

        bench.write(peer, HI + Bench.HELLO);
        assertThat(firsts).containsExactly("TEXT hi");
        assertThat(bench.handler.events).isEmpty();

        decision.complete(null);
        bench.network.runPending();
        assertThat(bench.handler.events).containsExactly("open", "Hello");
        bench.write(peer, Bench.HELLO);
        assertThat(bench.handler.events).containsExactly("open", "Hello", "Hello");
    }

    @Test
    void goesOnInTheSameReadWhenItDecidesAtOnce() {
        decision.complete(null);
        Bench bench = new Bench((Object) gate("doorman", 16));

        bench.write(bench.open(), HI + Bench.HELLO);

        assertThat(bench.handler.events).containsExactly("open", "Hello");
    }

    @Test
    void stopsReadingWhenMuchWaits() {
        Bench bench = new Bench((Object) gate("doorman", 16));
        MemoryPeer peer = bench.open();
        bench.write(peer, HI + PING);
        assertThat(peer.readHex()).as("nothing waits").isEqualTo("8a 00");

        bench.write(peer, Bench.HELLO.repeat(MUCH));
        bench.write(peer, PING + Bench.HELLO);
        assertThat(peer.readHex()).isEmpty();
        assertThat(bench.server.counters()).containsEntry("ws.reading.stopped{why=at_door}", 1L);

        decision.complete(null);
        bench.network.runPending();
        assertThat(peer.readHex()).isEqualTo("8a 00");
        assertThat(bench.handler.events).hasSize(1 + MUCH + 1);
    }

    @Test
    void answersPingsBeforeTheFirstMessage() {
        Bench bench = new Bench((Object) gate("doorman", 16));
        MemoryPeer peer = bench.open();

        bench.write(peer, PING);

        assertThat(peer.readHex()).isEqualTo("8a 00");
        assertThat(bench.handler.events).isEmpty();
    }

    @Test
    void aPeerThatIsRefusedWasNeverThere() {
        Bench bench = new Bench((Object) gate("doorman", 16));
        MemoryPeer peer = bench.open();
        bench.write(peer, HI + Bench.HELLO);

        seen.close(new CloseReason(1008, "no"));
        bench.network.runPending();
        assertThat(peer.readHex()).isEqualTo("88 04 03 f0 6e 6f");
        bench.write(peer, Bench.HELLO + "88 82 00 00 00 00 03 f0");
        peer.end();
        bench.network.runPending();

        assertThat(bench.handler.events).isEmpty();
        assertThat(bench.server.connections()).isZero();
        decision.complete(null);
        bench.network.runPending();
        assertThat(bench.handler.events).isEmpty();
    }

    @Test
    void aPeerThatLeavesBeforeItIsLetInWasNeverThere() {
        Bench bench = new Bench((Object) gate("doorman", 16));
        MemoryPeer silent = bench.open();
        MemoryPeer waiting = bench.open();
        bench.write(waiting, HI + Bench.HELLO);

        silent.reset();
        waiting.reset();
        bench.network.runPending();
        decision.complete(null);
        bench.network.runPending();

        assertThat(bench.server.connections()).isZero();
        assertThat(bench.handler.events).isEmpty();
    }

    @Test
    void aFailureEndsTheConnectionWith1011() {
        decision.completeExceptionally(new IllegalStateException("test"));
        Bench bench = new Bench((Object) gate("doorman", 16));
        MemoryPeer peer = bench.open();

        bench.write(peer, HI + Bench.HELLO);

        assertThat(peer.readHex()).isEqualTo("88 02 03 f3");
        assertThat(bench.handler.events).isEmpty();
    }

    @Test
    void aFirstMessageBeyondTheLimitIsRefusedByItsHeader() {
        Bench bench = new Bench((Object) gate("doorman", 4));
        MemoryPeer peer = bench.open();

        bench.write(peer, "81 85 00 00 00 00");

        assertThat(peer.readHex()).startsWith("88 ").contains(" 03 f1 ");
        assertThat(firsts).isEmpty();
    }

    @Test
    void laterMessagesAreAsLongAsTheyMayBe() {
        decision.complete(null);
        Bench bench = new Bench((Object) gate("doorman", 4));

        bench.write(bench.open(), HI + Bench.HELLO);

        assertThat(bench.handler.events).containsExactly("open", "Hello");
    }

    @Test
    void moreThanMayWaitEndsTheConnection() {
        Bench bench = new Bench((Object) gate("doorman", 16));
        MemoryPeer peer = bench.open();

        bench.write(peer, HI + Bench.HELLO.repeat(2 * MUCH));

        assertThat(peer.readHex()).startsWith("88 ").contains(" 03 f0 ");
        assertThat(bench.handler.events).isEmpty();
    }

    @Test
    void putsTogetherAFirstMessageInPieces() {
        decision.complete(null);
        Bench bench = new Bench((Object) gate("doorman", 16));

        bench.write(bench.open(), "01 81 00 00 00 00 68 80 81 00 00 00 00 69" + Bench.HELLO);

        assertThat(firsts).containsExactly("TEXT hi");
        assertThat(bench.handler.events).containsExactly("open", "Hello");
    }

    @Test
    void standsBeforeAHandlerThatStreamsToo() {
        decision.complete(null);
        List<String> parts = new ArrayList<>();
        StreamHandler stream = new StreamHandler() {
            @Override
            public void onText(WebSocket socket, ByteBuffer part, boolean last) {
                parts.add(utf8(part) + " " + last);
            }
        };
        Bench bench = new Bench(stream, new Bench.Recorder(), gate("doorman", 16));

        bench.write(bench.open(), "01 81 00 00 00 00 68 80 81 00 00 00 00 69" + HI);

        assertThat(firsts).containsExactly("TEXT hi");
        assertThat(parts).containsExactly("hi true");
    }

    @Test
    void twoThatClaimTheFirstMessageEndTheConnection() {
        Bench bench = new Bench(gate("doorman", 16), gate("porter", 16));

        assertThat(bench.connect().isClosed()).isTrue();
        assertThat(bench.handler.events).isEmpty();
    }

    private static String utf8(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private PluginProvider gate(String name, int limit) {
        Gate gate = new Gate() {
            @Override
            public int limit() {
                return limit;
            }

            @Override
            public CompletionStage<Void> onFirst(MessageKind kind, ByteBuffer payload) {
                firsts.add(kind + " " + utf8(payload));
                return decision;
            }
        };
        return new PluginProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Plugin create(PluginContext context) {
                return new Plugin() {
                    @Override
                    public Optional<Gate> gate(WebSocket socket) {
                        seen = socket;
                        return Optional.of(gate);
                    }
                };
            }
        };
    }
}
