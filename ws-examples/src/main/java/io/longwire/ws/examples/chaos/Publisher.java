package io.longwire.ws.examples.chaos;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.broadcast.testkit.HistoryChecker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client that publishes. What is not acknowledged it sends again, with the same key: when the node says that it failed, and on the
 * next connection.
 */
final class Publisher {
    private final Peers peers;
    private final HistoryChecker judge;
    private final boolean throughProxy;
    /** By id, the topics of what is not acknowledged. */
    private final Map<String, String> waiting = new ConcurrentHashMap<>();

    private volatile @Nullable WebSocket open;
    private volatile long lastAcknowledged = System.nanoTime();

    Publisher(Peers peers, HistoryChecker judge, boolean throughProxy) {
        this.peers = peers;
        this.judge = judge;
        this.throughProxy = throughProxy;
    }

    /** How many are not acknowledged. */
    int waiting() {
        return waiting.size();
    }

    /** When the last one was acknowledged, as {@link System#nanoTime}. */
    long lastAcknowledged() {
        return lastAcknowledged;
    }

    void publish(String topic, String id) {
        waiting.put(id, topic);
        send(id);
    }

    private void send(String id) {
        WebSocket socket = open;
        String topic = waiting.get(id);
        if (socket != null && topic != null) {
            socket.sendText(topic + " " + id);
        }
    }

    void connect() {
        Connection connection = new Connection();
        connection.life = peers.connect(Publishing.PATH, throughProxy, connection, () -> peers.soon(this::connect));
    }

    /** One of its connections, on an event loop. */
    private final class Connection implements WebSocketHandler {
        volatile Peers.@Nullable Life life;

        @Override
        public void onOpen(WebSocket socket) {
            open = socket;
            waiting.keySet().forEach(Publisher.this::send);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            String[] words = text.split(" ", -1);
            String id = words[1];
            if (words[0].equals(Words.FAILED)) {
                peers.soon(() -> send(id));
                return;
            }
            // It may come twice, for one that was sent twice, and is the same then.
            String topic = waiting.remove(id);
            if (topic != null) {
                judge.acknowledged(topic, Words.position(words[2]), id);
                lastAcknowledged = System.nanoTime();
            }
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            open = null;
            Peers.Life ended = life;
            if (ended != null) {
                peers.ended(ended);
            }
            peers.soon(Publisher.this::connect);
        }
    }
}
