package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Input.together;
import static io.longwire.ws.conformance.rows.Request.valid;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Rows 53, 70, 71 and 75 to 77: what an application decides while a connection opens. */
final class RowsOfAdmission {
    private static final Refusal FAULT = Refusal.of(500).loud(Noise.FAULT);
    private static final Request ASKING = valid().target("/asking");

    private RowsOfAdmission() {}

    static void declare(Rows rows) {
        injection(rows);
        hooks(rows);
        Pending left = new Pending();
        rows.row(71, "the hook completes after the client has left")
                .server(left::add)
                .when(
                        play -> {
                            play.say(valid().target(Pending.PATH));
                            play.settle();
                            play.peer().fin();
                            play.peer().awaitEnd();
                            play.settle();
                            left.allow();
                        },
                        new Behaves("T, no onOpen", (play, complaints) -> {
                            play.settle();
                            complaints.equal("shape", play.peer().heard(), "");
                            complaints.equal("shape", play.stage().told(0).lines(), List.of());
                        }));
        rows.row(75, "what may not be guessed: nonces of 128 bits, each once")
                .client()
                .when(RowsOfAdmission::nonces, new Opens());
        early(rows);
    }

    private static void injection(Rows rows) {
        rows.row(53, "a header or subprotocol of the application with CR, LF or NUL")
                .server(endpoint(handshake -> {
                    throw new HandshakeRejected(403, "no", Map.of("X", List.of("a\r\nSet-Cookie: b")));
                }))
                .gets(FAULT, ASKING);
        rows.row(53, "a subprotocol that would inject a header")
                .server((builder, handler) -> builder.endpoint(new Asked(handshake -> handler.get()) {
                    @Override
                    public Optional<String> subprotocol(List<String> offered) {
                        return Optional.of("a\r\nSet-Cookie: b");
                    }
                }))
                .gets(FAULT, ASKING);
    }

    private static void hooks(Rows rows) {
        rows.row(70, "the endpoint throws")
                .server(endpoint(handshake -> {
                    throw new IllegalStateException("no database");
                }))
                .gets(FAULT, ASKING);
        rows.row(70, "the endpoint throws an error")
                .server(endpoint(handshake -> {
                    throw new AssertionError("impossible");
                }))
                .gets(FAULT, ASKING);
        rows.row(70, "the endpoint returns null")
                .server(endpoint(handshake -> null))
                .gets(FAULT, ASKING);
        rows.row(70, "the plug-in throws")
                .server(plugin(() -> {
                    throw new IllegalStateException("no database");
                }))
                .gets(FAULT, valid());
        rows.row(70, "the plug-in's stage fails")
                .server(plugin(() -> CompletableFuture.failedFuture(new IllegalStateException("no database"))))
                .gets(FAULT, valid());
        rows.row(70, "the plug-in returns null").server(plugin(() -> null)).gets(FAULT, valid());
        rows.row(70, "the hook never completes: a deadline of its own")
                .server(plugin(CompletableFuture::new))
                .when(
                        play -> {
                            play.say(valid());
                            play.advance(Duration.ofMillis(4999));
                            requireSilence(play);
                            play.advance(Duration.ofMillis(1));
                        },
                        Refusal.of(503).with("retry-after", "5"));
    }

    private static void early(Rows rows) {
        rows.row(76, "a command in the segment of a handshake that is refused")
                .server(plugin(() -> CompletableFuture.failedFuture(new HandshakeRejected(401, "who are you?"))))
                .when(together(valid(), Frame.text("command")), Refusal.of(401));
        Pending refusedLate = new Pending();
        rows.row(76, "a command in the segment of a handshake that is refused later")
                .server(refusedLate::add)
                .when(
                        play -> {
                            play.sendTogether(valid().target(Pending.PATH), Frame.text("command"));
                            play.settle();
                            refusedLate.fail(new HandshakeRejected(401, "who are you?"));
                        },
                        Refusal.of(401));
        Pending never = new Pending();
        rows.row(77, "10 MiB before the handshake is decided: 64 KiB and one read are taken")
                .cut(Cut.WHOLE)
                .server(never::add)
                .when(RowsOfAdmission::tenMebibytes, Refusal.of(503).with("retry-after", "5"));
    }

    private static void tenMebibytes(Play play) throws Exception {
        play.say(valid().target(Pending.PATH));
        play.settle();
        long before = play.stage().work().bytes();
        Thread sender = new Thread(() -> play.peer().send(new byte[10 << 20]), "row-sender");
        sender.start();
        play.settle();
        play.advance(Duration.ofMillis(4999));
        requireSilence(play);
        long taken = play.stage().work().bytes() - before;
        if (taken > (64 << 10) + (256 << 10)) {
            throw new AssertionError(taken + " bytes were read before anybody was let in");
        }
        play.advance(Duration.ofMillis(1));
        sender.join(Ears.DEADLINE_MILLIS);
    }

    private static void nonces(Play play) throws Exception {
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < Rows.times(200, 5000); i++) {
            Peer peer = i == 0 ? play.peer() : play.another();
            String request = peer.listen().readHead();
            String key = Answer.of(request).header("sec-websocket-key");
            if (key.length() != 24 || !key.endsWith("==") || !seen.add(key)) {
                throw new AssertionError("the key " + key + " is short or stands twice");
            }
            peer.send(Response.agreeing(request).toString());
        }
        play.answered();
    }

    /** Complains when anything was answered. */
    static void requireSilence(Play play) {
        if (!play.peer().heard().isEmpty() || play.peer().ended() != null) {
            throw new AssertionError("answered too early: " + play.peer().heard());
        }
    }

    /** Makes a handler, or does not. */
    @FunctionalInterface
    private interface Opening {
        ConnectionHandler open(Handshake handshake) throws HandshakeRejected;
    }

    private static BiConsumer<WebSocketServer.Builder, Supplier<Told>> endpoint(Opening opening) {
        return (builder, handler) -> builder.endpoint(new Asked(opening));
    }

    private static BiConsumer<WebSocketServer.Builder, Supplier<Told>> plugin(Supplier<CompletionStage<Void>> answer) {
        return (builder, handler) -> builder.plugin(new Admissions(answer));
    }

    private static class Asked implements EndpointProvider {
        private final Opening opening;

        Asked(Opening opening) {
            this.opening = opening;
        }

        @Override
        public String path() {
            return "/asking";
        }

        @Override
        public Dispatch dispatch() {
            return Dispatch.EVENT_LOOP;
        }

        @Override
        public ConnectionHandler open(Handshake handshake) throws HandshakeRejected {
            return opening.open(handshake);
        }
    }
}
