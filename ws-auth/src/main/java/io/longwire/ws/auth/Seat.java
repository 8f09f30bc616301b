package io.longwire.ws.auth;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import org.jspecify.annotations.Nullable;

/** One connection that is authenticated, or is to be. */
final class Seat implements ConnectionWatcher {
    static final AttributeKey<Seat> KEY = AttributeKey.of("ws.auth.seat");

    final WebSocket socket;
    final Seats seats;
    /** Where it stands among the seats of its loop, -1 when it has left. Loop only. */
    int index;

    /** Null until the first message has shown who it is. */
    private volatile @Nullable Credential credential;

    Seat(WebSocket socket, Seats seats, @Nullable Credential credential) {
        this.socket = socket;
        this.seats = seats;
        this.credential = credential;
    }

    @Nullable
    Credential credential() {
        return credential;
    }

    void credential(Credential newer) {
        credential = newer;
        socket.handshake().principal(newer);
    }

    boolean isNamed(String name) {
        Credential known = credential;
        return known != null && known.name().equals(name);
    }

    void end(String why) {
        socket.close(new CloseReason(1008, why));
    }

    @Override
    public void onClose(Closed how, ConnectionRecord connection) {
        seats.remove(this);
    }
}
