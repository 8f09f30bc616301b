package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.MessageWriter;
import io.longwire.ws.testkit.Hex;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MemoryPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Messages that are sent part by part, and large ones that are cut into frames. */
class StreamOutTest {
    private static final String PING = "89 81 00 00 00 00 70";
    private static final String PONG = "8a 01 70";

    private static CompletableFuture<Void> write(MessageWriter writer, String part) {
        return writer.write(ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture();
    }

    private static String drain(Bench bench, MemoryPeer peer) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            bench.network.runPending();
            all.writeBytes(peer.read());
        }
        return Hex.of(all.toByteArray());
    }

    @Test
    void partsAreFramesOfOneMessageAndOthersWaitBehindIt() {
        for (boolean outside : new boolean[] {false, true}) {
            Bench bench = new Bench();
            MemoryPeer peer = bench.open();
            MessageWriter writer = bench.handler.socket.stream(MessageKind.TEXT);
            Runnable first = () -> {
                assertThat(write(writer, "a")).isNotNull();
                bench.handler.socket.sendText("other");
            };
            Runnable rest = () -> {
                write(writer, "b");
                bench.network.runPending();
            };
            if (outside) {
                ManualLoop.outside(first);
            } else {
                first.run();
            }
            assertThat(drain(bench, peer)).isEqualTo("01 01 61");
            bench.write(peer, PING);
            assertThat(peer.readHex()).as("control frames go between").isEqualTo(PONG);
            if (outside) {
                ManualLoop.outside(rest);
            } else {
                rest.run();
            }
            CompletableFuture<Void> finished = writer.finish().toCompletableFuture();
            assertThat(drain(bench, peer)).isEqualTo("00 01 62 80 00 81 05 6f 74 68 65 72");
            assertThat(finished).isCompleted();
            assertThat(bench.handler.socket.bufferedBytes()).isZero();
        }
    }

    @Test
    void theNextPartIsWantedWhenWhatWaitsHasFallenToTheLowMark() {
        Bench bench = new Bench("ws.outbound.high-mark", 20, "ws.outbound.low-mark", 10, "ws.outbound.frame", 1024);
        MemoryPeer peer = bench.open().capacity(10);
        MessageWriter writer = bench.handler.socket.stream(MessageKind.BINARY);
        byte[] bytes = new byte[30];
        CompletableFuture<Void> stage = writer.write(ByteBuffer.wrap(bytes)).toCompletableFuture();
        Arrays.fill(bytes, (byte) 1); // it was borrowed
        bench.network.runPending();

        assertThat(bench.handler.socket.bufferedBytes()).isEqualTo(2 + 30 - 10);
        assertThat(stage).isNotDone();
        assertThatThrownBy(() -> write(writer, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        assertThat(peer.read()).hasSize(10);
        bench.network.runPending();
        assertThat(stage).as("12 bytes wait").isNotDone();
        assertThat(peer.read()).hasSize(10);
        bench.network.runPending();

        assertThat(stage).isCompleted();
        writer.finish();
        assertThat(drain(bench, peer)).isEqualTo("00 ".repeat(12) + "80 00");
    }

    @Test
    void aTextIsCheckedAcrossItsParts() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        MessageWriter writer = bench.handler.socket.stream(MessageKind.TEXT);

        writer.write(ByteBuffer.wrap(new byte[] {'a', (byte) 0xc3}));
        bench.network.runPending();
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(writer, "b")).isInstanceOf(IllegalArgumentException.class);
        writer.write(ByteBuffer.wrap(new byte[] {(byte) 0xa4}));
        bench.network.runPending();
        writer.finish();

        assertThat(drain(bench, peer)).isEqualTo("01 02 61 c3 00 01 a4 80 00");
        assertThatThrownBy(() -> write(writer, "b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMessageThatIsGivenUpEndsTheConnectionIfItHasBegun() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        bench.handler.socket.stream(MessageKind.TEXT).abort(new IllegalStateException("nothing to say"));
        bench.network.runPending();
        assertThat(bench.handler.socket.isOpen()).isTrue();

        MessageWriter writer = bench.handler.socket.stream(MessageKind.TEXT);
        write(writer, "a");
        bench.network.runPending();
        writer.abort(new IllegalStateException("lost the thread"));
        bench.network.runPending();

        assertThat(peer.readHex()).isEqualTo("01 01 61 88 02 03 f3");
        assertThat(bench.handler.events).containsExactly("open", "error IllegalStateException", "close 1006 LOCAL");
    }

    @Test
    void aBegunMessageMayBeFinishedAfterCloseAndTheCloseFrameFollows() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        MessageWriter writer = bench.handler.socket.stream(MessageKind.TEXT);
        write(writer, "a");
        bench.network.runPending();
        bench.handler.socket.close();
        CompletableFuture<Void> tooLate = write(bench.handler.socket.stream(MessageKind.TEXT), "x");
        bench.network.runPending();

        assertThat(tooLate).isCompletedExceptionally();
        write(writer, "b");
        bench.network.runPending();
        writer.finish();
        assertThat(drain(bench, peer)).isEqualTo("01 01 61 00 01 62 80 00 88 02 03 e8");
    }

    @Test
    void thePeersCloseEndsAMessageThatIsNotFinished() {
        Bench bench = new Bench();
        MemoryPeer peer = bench.open();
        MessageWriter writer = bench.handler.socket.stream(MessageKind.TEXT);
        write(writer, "a");
        bench.handler.socket.sendText("behind it");
        bench.network.runPending();
        bench.write(peer, Bench.CLOSE_1000);

        assertThat(peer.readHex()).isEqualTo("01 01 61 88 02 03 e8");
        assertThat(write(writer, "b")).isCompletedExceptionally();
        peer.close();
        bench.advance(Duration.ofSeconds(1));
        assertThat(bench.handler.events).containsExactly("open", "close 1000 PEER");
    }

    @Test
    void theEndOfTheConnectionFailsTheStages() {
        Bench bench = new Bench("ws.outbound.high-mark", 20, "ws.outbound.low-mark", 10);
        MemoryPeer peer = bench.open().capacity(0);
        MessageWriter writer = bench.handler.socket.stream(MessageKind.BINARY);
        CompletableFuture<Void> stage = writer.write(ByteBuffer.allocate(100)).toCompletableFuture();
        bench.network.runPending();
        assertThat(stage).isNotDone();

        peer.reset();
        bench.network.runPending();

        assertThat(stage).isCompletedExceptionally();
        assertThat(write(writer, "b")).isCompletedExceptionally();
    }

    @Test
    void aLargeMessageIsCutIntoFramesBetweenWhichControlFramesGoOut() {
        Bench bench = new Bench("ws.outbound.frame", "10 KiB", "ws.outbound.pause-reading", false);
        MemoryPeer peer = bench.open().capacity(1000);
        bench.handler.socket.sendBinary(ByteBuffer.allocate(25 * 1024));
        bench.handler.socket.sendText("z");
        bench.network.runPending();
        bench.write(peer, PING);
        peer.capacity(100_000);

        String frames = drain(bench, peer).replaceAll("(00 ){100,}", "... ");
        assertThat(frames).isEqualTo("02 7e 28 ... " + PONG + " 00 7e 28 ... 80 7e 14 ... 81 01 7a");
        assertThat(bench.handler.socket.bufferedBytes()).isZero();
    }

    @Test
    void aLargeMessageForManyIsCutIntoFramesToo() {
        Bench bench = new Bench("ws.outbound.frame", "10 KiB");
        MemoryPeer peer = bench.open();
        bench.handler.socket.send(Message.binary(ByteBuffer.allocate(25 * 1024)));

        String frames = (drain(bench, peer) + " ").replaceAll("(00 ){100,}", "... ");
        assertThat(frames).isEqualTo("02 7e 28 ... 7e 28 ... 80 7e 14 ... ");
    }
}
