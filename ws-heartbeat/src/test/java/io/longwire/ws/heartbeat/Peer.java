package io.longwire.ws.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.Hex;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** One connection and what its peer does. */
final class Peer {
    final RecordingWebSocket socket;
    private final ConnectionWatcher watcher;

    Peer(ManualLoop loop, Function<WebSocket, ConnectionWatcher> watch) {
        socket = new RecordingWebSocket(loop);
        watcher = watch.apply(socket);
    }

    /** Sends some bytes. */
    void speak() {
        watcher.onInbound();
    }

    /** Sends a Pong. */
    void pong(String hex) {
        watcher.onInbound();
        watcher.onPong(ByteBuffer.wrap(Hex.bytes(hex)));
    }

    void reading(boolean on) {
        watcher.onReading(on);
    }

    void end() {
        socket.end();
        watcher.onClose(new Closed(Closed.ABNORMAL, "", Initiator.NOBODY, null), socket.record(watcher.facts()));
    }

    List<Action> actions() {
        return socket.actions();
    }

    /** The payload of the one Ping that was sent, and nothing else was. */
    String takePing() {
        List<Action> actions = socket.takeActions();
        assertThat(actions).singleElement().isInstanceOf(Action.Ping.class);
        return ((Action.Ping) actions.get(0)).hex();
    }

    Action.Abort takeAbort() {
        List<Action> actions = socket.takeActions();
        assertThat(actions).singleElement().isInstanceOf(Action.Abort.class);
        return (Action.Abort) actions.get(0);
    }
}
