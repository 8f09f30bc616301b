package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecordingWebSocketTest {
    private final RecordingWebSocket socket = new RecordingWebSocket(new ManualLoop());

    @Test
    void recordsWhatIsDoneInOrderAndCopiesWhatItBorrows() {
        ByteBuffer data = ByteBuffer.wrap(Hex.bytes("01 02 ff"));
        Message prepared = Message.text("all");
        IOException cause = new IOException("heartbeat");
        assertThat(socket.sendText("a")).isTrue();
        assertThat(socket.sendText(ByteBuffer.wrap(Hex.bytes("c3 a4")))).isTrue();
        assertThat(socket.sendBinary(data)).isTrue();
        assertThat(data.position()).isZero();
        data.put(0, (byte) 9);
        assertThat(socket.send(prepared)).isTrue();
        assertThat(socket.ping(ByteBuffer.wrap(Hex.bytes("0a")))).isTrue();
        socket.pause();
        socket.resume();
        socket.close();
        socket.close(CloseReason.GOING_AWAY);
        socket.abort(CloseReason.INTERNAL_ERROR, cause);
        assertThat(socket.takeActions())
                .containsExactly(
                        new Action.Text("a"),
                        new Action.Text("ä"),
                        new Action.Binary("01 02 ff"),
                        new Action.Prepared(prepared),
                        new Action.Ping("0a"),
                        new Action.Pause(),
                        new Action.Resume(),
                        new Action.Close(CloseReason.NORMAL),
                        new Action.Abort(CloseReason.INTERNAL_ERROR, cause));
        assertThat(socket.actions()).isEmpty();
    }

    @Test
    void acceptsNothingOnceItCloses() {
        socket.close();
        assertThat(socket.isOpen()).isFalse();
        assertThat(socket.sendText("late")).isFalse();
        assertThat(socket.ping(ByteBuffer.allocate(0))).isFalse();
        assertThat(socket.actions()).containsExactly(new Action.Close(CloseReason.NORMAL));
    }

    @Test
    void refusesWhatTheContractRefuses() {
        assertThatThrownBy(() -> socket.sendText("\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> socket.sendText(ByteBuffer.wrap(Hex.bytes("ff"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> socket.ping(ByteBuffer.allocate(126))).isInstanceOf(IllegalArgumentException.class);
        socket.refuse(true);
        assertThat(socket.sendText("a")).isFalse();
        assertThat(socket.actions()).isEmpty();
    }

    @Test
    void aStalledPeerLetsBytesPileUpUntilItDrains() {
        socket.stall();
        socket.sendText("abc");
        socket.sendBinary(ByteBuffer.allocate(5));
        CompletableFuture<Void> flushed = socket.flushed().toCompletableFuture();
        assertThat(socket.bufferedBytes()).isEqualTo(8);
        assertThat(flushed).isNotDone();
        socket.drain();
        assertThat(flushed).isCompleted();
        assertThat(socket.bufferedBytes()).isZero();
    }

    @Test
    void whatWaitsIsLostWhenTheConnectionEnds() {
        socket.stall();
        socket.sendText("abc");
        CompletableFuture<Void> flushed = socket.flushed().toCompletableFuture();
        socket.end();
        assertThat(flushed).isCompletedExceptionally();
        assertThat(socket.flushed().toCompletableFuture()).isCompletedExceptionally();
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void attributesAreToldApartByIdentity() {
        AttributeKey<String> key = AttributeKey.of("name");
        socket.attribute(key, "a");
        socket.attribute(AttributeKey.<String>of("name"), "b");
        assertThat(socket.attribute(key)).isEqualTo("a");
        socket.attribute(key, null);
        assertThat(socket.attribute(key)).isNull();
    }
}
