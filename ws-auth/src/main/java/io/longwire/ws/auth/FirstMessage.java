package io.longwire.ws.auth;

import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Gate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Takes the first message for a proof. The seat's deadline is for both, its coming and its judgement. */
final class FirstMessage implements Gate {
    private final AuthPlugin plugin;
    private final Seat seat;
    private final int limit;

    FirstMessage(AuthPlugin plugin, Seat seat, int limit) {
        this.plugin = plugin;
        this.seat = seat;
        this.limit = limit;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public CompletionStage<Void> onFirst(MessageKind kind, ByteBuffer payload) {
        String text = StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        long mark = plugin.mark();
        CompletableFuture<Void> in = new CompletableFuture<>();
        plugin.judge(new Proof.Token(Source.MESSAGE, text), seat.socket.handshake())
                .whenComplete((found, failure) -> seat.seats.onLoop(() -> {
                    if (!seat.socket.isOpen()) {
                        return; // it has left, or its time is over
                    }
                    if (failure == null) {
                        decide(found, mark, in);
                    } else {
                        failed(failure, in);
                    }
                }));
        return in;
    }

    private void decide(Optional<Credential> found, long mark, CompletableFuture<Void> in) {
        Optional<Credential> valid = found.filter(plugin::isValid);
        if (valid.isEmpty()) {
            refuse();
        } else if (plugin.isRevokedSince(mark, valid.get())) {
            seat.seats.revoke(seat);
        } else {
            seat.credential(valid.get());
            seat.seats.look(seat);
            plugin.admitted(Source.MESSAGE);
            in.complete(null);
        }
    }

    private void failed(Throwable failure, CompletableFuture<Void> in) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HandshakeRejected) {
            refuse();
        } else {
            in.completeExceptionally(cause);
        }
    }

    private void refuse() {
        plugin.invalid();
        seat.end("not authenticated");
    }
}
