package io.longwire.ws.examples.chaos;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Verdict;
import io.longwire.ws.broadcast.testkit.HistoryChecker;
import org.jspecify.annotations.Nullable;

/** A client in one topic. It keeps its position, comes back with it, and tells the judge all that it is told. */
final class Subscriber {
    private final Peers peers;
    private final HistoryChecker judge;
    private final String name;
    private final String topic;
    private final boolean throughProxy;
    private volatile @Nullable Position position;
    private volatile boolean listening;

    Subscriber(Peers peers, HistoryChecker judge, int number, String topic, boolean throughProxy) {
        this.peers = peers;
        this.judge = judge;
        this.name = "subscriber-" + number;
        this.topic = topic;
        this.throughProxy = throughProxy;
    }

    /** Whether it is connected and was told a verdict on this connection. */
    boolean isListening() {
        return listening;
    }

    void connect() {
        Position since = position;
        String target = Listening.PATH + "?topic=" + topic + (since == null ? "" : "&since=" + since.text());
        Connection connection = new Connection();
        connection.life = peers.connect(target, throughProxy, connection, () -> peers.soon(this::connect));
    }

    /** One of its connections, on an event loop. */
    private final class Connection implements WebSocketHandler {
        volatile Peers.@Nullable Life life;

        @Override
        public void onText(WebSocket socket, String text) {
            String[] words = text.split(" ", -1);
            Position at = Words.position(words[1]);
            if (words[0].equals(Words.PUBLICATION)) {
                judge.seen(name, topic, at, words[2]);
                position = at;
            } else {
                Verdict verdict = Words.verdict(words);
                judge.told(name, topic, verdict);
                // Of one that recovered, the position is reached with the last publication that follows.
                if (!(verdict instanceof Verdict.Recovered)) {
                    position = at;
                }
                listening = true;
            }
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            listening = false;
            Peers.Life ended = life;
            if (ended != null) {
                peers.ended(ended);
            }
            peers.soon(Subscriber.this::connect);
        }
    }
}
