package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.testkit.MemoryPeer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Extensions give back what they can rebuild when nothing was sent for a while, on a clock that the test moves. */
class QuietTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Extensions: x-watched\r\n\r\n";
    private static final Duration AFTER = Duration.ofSeconds(10);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Watched watched = new Watched();

    private Bench bench(Duration after) {
        watched.after = after;
        return new Bench(watched);
    }

    private static MemoryPeer open(Bench bench) {
        MemoryPeer peer = bench.raw();
        peer.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        bench.network.runPending();
        assertThat(new String(peer.read(), StandardCharsets.US_ASCII)).contains("x-watched");
        return peer;
    }

    private static void send(Bench bench) {
        bench.handler.socket.sendText("hello");
        bench.network.runPending();
    }

    private static void pass(Bench bench, int seconds) {
        for (int i = 0; i < seconds; i++) {
            bench.advance(SECOND);
        }
    }

    @Test
    void tellsAnExtensionOnceWhenNothingWasSentForItsTime() {
        Bench bench = bench(AFTER);
        open(bench);
        send(bench);

        pass(bench, 10);
        assertThat(watched.idle).isZero();
        pass(bench, 1);
        assertThat(watched.idle).isEqualTo(1);
        pass(bench, 100);
        assertThat(watched.idle).isEqualTo(1);

        send(bench);
        pass(bench, 11);
        assertThat(watched.idle).isEqualTo(2);
    }

    @Test
    void doesNotTellOneThatSendsNowAndThenOrHasSentNothing() {
        Bench bench = bench(AFTER);
        open(bench);
        pass(bench, 30);
        for (int i = 0; i < 20; i++) {
            send(bench);
            pass(bench, 9);
        }
        assertThat(watched.idle).isZero();
    }

    @Test
    void waitsForTheEndOfAMessageThatComes() {
        Bench bench = bench(AFTER);
        MemoryPeer peer = open(bench);
        send(bench);
        bench.write(peer, "01 81 00 00 00 00 61");
        pass(bench, 15);
        assertThat(watched.idle).isZero();

        bench.write(peer, "80 81 00 00 00 00 62");
        pass(bench, 1);
        assertThat(watched.idle).isEqualTo(1);
        assertThat(bench.handler.events).containsExactly("open", "ab");
    }

    @Test
    void oneTimerServesAllConnectionsAndNoneIsLeftBehind() {
        Bench bench = bench(AFTER);
        MemoryPeer first = open(bench);
        int timers = bench.network.clock().timers();
        MemoryPeer second = open(bench);
        send(bench);
        pass(bench, 20);
        assertThat(bench.network.clock().timers()).isEqualTo(timers);

        first.close();
        second.close();
        bench.network.runPending();
        pass(bench, 2);
        assertThat(bench.network.clock().timers()).isLessThan(timers);
    }

    @Test
    void doesNotWatchAnExtensionThatHasNothingToGiveBack() {
        Bench bench = bench(Duration.ZERO);
        open(bench);
        int timers = bench.network.clock().timers();
        send(bench);
        pass(bench, 1);
        assertThat(bench.network.clock().timers()).isEqualTo(timers);
        assertThat(watched.idle).isZero();
    }

    @Test
    void anExtensionThatFailsEndsItsOwnConnectionAlone() {
        Bench bench = bench(AFTER);
        MemoryPeer failing = open(bench);
        send(bench);
        failing.read();
        MemoryPeer other = open(bench);
        watched.fails = true;
        pass(bench, 12);

        assertThat(failing.readHex()).startsWith("88").contains("03 f3");
        assertThat(bench.handler.events).contains("error IllegalStateException");
        assertThat(other.readHex()).isEmpty();
    }

    /** Changes nothing and counts how often it was told to give back. */
    private static final class Watched implements ExtensionProvider, Agreement, Extension {
        private Duration after = Duration.ZERO;
        private boolean fails;
        private int idle;

        @Override
        public String name() {
            return "x-watched";
        }

        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public List<ExtensionParameters> offer(Settings settings) {
            return List.of();
        }

        @Override
        public Optional<Agreement> accept(List<ExtensionParameters> offers, Settings settings) {
            return Optional.of(this);
        }

        @Override
        public Optional<Agreement> confirm(ExtensionParameters answer, Settings settings) {
            return Optional.empty();
        }

        @Override
        public ExtensionParameters answer() {
            return ExtensionParameters.of(name());
        }

        @Override
        public Extension open(Loop loop) {
            return this;
        }

        @Override
        public void decode(Head head, ByteBuffer chunk, boolean last, Sink out) {
            out.accept(chunk);
        }

        @Override
        public void encode(Head head, ByteBuffer chunk, boolean last, Sink out) {
            out.accept(chunk);
        }

        @Override
        public void idle() {
            idle++;
            if (fails) {
                throw new IllegalStateException("nothing to give back");
            }
        }

        @Override
        public Duration idleAfter() {
            return after;
        }

        @Override
        public void close() {}
    }
}
