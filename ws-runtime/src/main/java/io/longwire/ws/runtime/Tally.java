package io.longwire.ws.runtime;

import io.longwire.ws.MessageKind;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;

/** What went over one connection; the {@link Traffic} of its loop is told too. Loop only. */
final class Tally {
    private final Traffic loop;
    private long messagesIn;
    private long bytesIn;
    private long messagesOut;
    private long bytesOut;

    Tally(Traffic loop) {
        this.loop = loop;
    }

    void received(int bytes) {
        bytesIn += bytes;
        loop.received(bytes);
    }

    void received(MessageKind kind, int payload, boolean last) {
        if (last) {
            messagesIn++;
        }
        loop.received(kind, payload, last);
    }

    void sent(long bytes) {
        bytesOut += bytes;
        loop.sent(bytes);
    }

    void sent(MessageKind kind, long payload) {
        messagesOut++;
        loop.sent(kind, payload);
    }

    /** How many messages were sent so far. */
    long messagesOut() {
        return messagesOut;
    }

    /**
     * How many messages nobody was told of, when the peer's Close has come: they came after ours, or were not finished.
     *
     * @param begun how many have begun; it may have wrapped
     */
    int unheard(int begun) {
        return begun - (int) messagesIn;
    }

    ConnectionRecord record(
            WebSocket socket, SocketAddress remote, Duration open, long peak, Map<String, Object> facts) {
        return new ConnectionRecord(
                socket.id(),
                socket.handshake().path(),
                remote,
                open,
                messagesIn,
                bytesIn,
                messagesOut,
                bytesOut,
                peak,
                facts);
    }
}
