package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.valid;

import io.longwire.ws.WebSocket;
import io.longwire.ws.auth.Credential;
import io.longwire.ws.conformance.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Rows 70, 72 to 74, 76 and 77: who is connected, and for how long. */
final class RowsOfIdentity {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final String EXPIRED = "ws.auth.ended{why=expired}";
    private static final String INVALID = "ws.auth.refused{why=invalid}";
    private static final Frame COMMAND = Frame.text("command");

    private RowsOfIdentity() {}

    static void declare(Rows rows) {
        rows.row(70, "a route that nobody decided on while authentication is required of all")
                .shownBy("AuthenticationTest", "anEndpointThatNobodyDecidedOnStopsTheStart");
        rows.row(72, "comparisons of a password or a token")
                .shownBy("StructureTest", "modulesKeepTheLaws", "lawsCanFail");
        claims(rows);
        lifetimes(rows);
        commands(rows);
        silence(rows);
    }

    private static void claims(Rows rows) {
        Expected refused =
                new Counting(Refusal.of(401).with("www-authenticate", "Bearer realm=\"longwire\"")).more(INVALID, 1);
        Row hostile = new Badges().on(rows.row(73, "claims and keys of an attacker's making"), "bearer");
        String signature = ".YQ." + "A".repeat(43);
        for (String token : List.of(
                "1.row.1767225600" + signature,
                "1.none.1767225600" + signature,
                "2.row.1767225600" + signature,
                "1.http://evil.example/keys.1767225600" + signature,
                "1...%2fkeys.1767225600" + signature,
                "1.row.99999999999999999999" + signature,
                "eyJhbGciOiJub25lIiwiamt1IjoiaHR0cDovL2V2aWwuZXhhbXBsZS9qd2tzIn0.e30.",
                "x".repeat(5000))) {
            hostile.gets(refused, valid().without("Authorization").and("Authorization: Bearer " + token));
        }
        rows.row(73, "one id of a key with two keys; one key for two purposes")
                .shownBy("SignerTest", "knowsOldKeysAsLongAsTheyAreThere", "bindsTheName");
    }

    private static void lifetimes(Rows rows) {
        Badges idle = new Badges();
        idle.on(rows.row(74, "a credential that expires while nothing is said"), "bearer")
                .when(
                        play -> {
                            idle.open(play).advance(Duration.ofMillis(4_999));
                            requireOpen(play);
                            play.advance(TICK.plusMillis(1));
                        },
                        admitted(Shuts.with(1008, "expired"), "bearer").more(EXPIRED, 1));
        Badges flooding = new Badges();
        Frame[] flood = new Frame[200];
        Arrays.fill(flood, Frame.text("a"));
        List<Frame> echoes = new ArrayList<>();
        for (int second = 0; second < 5; second++) {
            echoes.addAll(List.of(flood));
        }
        flooding.on(rows.row(74, "a credential that expires in a flood of messages"), "bearer")
                .when(
                        play -> {
                            flooding.open(play);
                            for (int second = 0; second < 5; second++) {
                                play.send(flood);
                                play.advance(Duration.ofSeconds(1));
                            }
                            play.advance(TICK);
                            play.send(flood);
                        },
                        admitted(Shuts.with(1008, "expired").after(echoes.toArray(Frame[]::new)), "bearer")
                                .more(EXPIRED, 1));
        Badges renewed = new Badges();
        renewed.on(rows.row(74, "a credential that is renewed on the connection"), "bearer")
                .handler(told -> new Own(told) {
                    @Override
                    public void onText(WebSocket socket, String text) {
                        if (text.equals("renew")) {
                            renewed.authentication().renew(socket, renewed.aWhileMore());
                        }
                        super.onText(socket, text);
                    }
                })
                .when(
                        play -> {
                            renewed.open(play).advance(Duration.ofSeconds(4));
                            play.send(Frame.text("renew"));
                            play.advance(Duration.ofSeconds(4));
                        },
                        admitted(new Opens().then(Frame.text("renew")), "bearer"));
        Badges revoked = new Badges();
        revoked.on(rows.row(74, "a credential that is revoked by name"), "bearer")
                .when(
                        play -> {
                            revoked.open(play).settle();
                            revoked.authentication().revoke("ann");
                        },
                        admitted(Shuts.with(1008, "revoked"), "bearer").more("ws.auth.ended{why=revoked}", 1));
        rows.row(74, "somebody is disconnected on all nodes, by name")
                .shownBy("PresenceTest", "aUserIsDisconnectedOnAllNodes")
                .notRun("a revocation itself is for the connections of its server");
    }

    private static void commands(Rows rows) {
        Badges badges = new Badges();
        badges.on(rows.row(76, "a first message that shows who it is, and a command in one segment"), "message")
                .when(
                        play -> play.sendTogether(valid(), Frame.text(badges.token()), COMMAND),
                        admitted(new Opens().then(COMMAND), "message"))
                .when(
                        play -> play.sendTogether(valid(), Frame.text("wrong"), COMMAND),
                        outside("not authenticated").counting(INVALID, 1).counting("ws.inbound.dropped", 1))
                .when(
                        play -> play.sendTogether(valid(), Frame.text(badges.token() + " command")),
                        outside("not authenticated").counting(INVALID, 1));
        List<CompletableFuture<Optional<Credential>>> asked = new ArrayList<>();
        Badges later = new Badges((proof, handshake) -> {
            CompletableFuture<Optional<Credential>> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        });
        later.on(rows.row(76, "a command behind a first message that is judged later"), "message")
                .when(
                        play -> {
                            play.sendTogether(valid(), Frame.text("t"), COMMAND);
                            play.settle();
                            last(asked).complete(Optional.of(Credential.of("ann")));
                        },
                        admitted(new Opens().then(COMMAND), "message"))
                .when(
                        play -> {
                            play.sendTogether(valid(), Frame.text("t"), COMMAND);
                            play.settle();
                            last(asked).complete(Optional.empty());
                        },
                        outside("not authenticated").counting(INVALID, 1).counting("ws.inbound.dropped", 1));
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    private static void silence(Rows rows) {
        String timeout = "ws.auth.refused{why=timeout}";
        Frame ping = Frame.of(Frame.PING, new byte[] {1});
        Frame[] pongs = new Frame[9];
        Arrays.fill(pongs, Frame.of(Frame.PONG, new byte[] {1}));
        new Badges()
                .on(rows.row(77, "a peer that never says who it is but keeps the connection alive"), "message")
                .when(
                        play -> {
                            play.open();
                            for (int second = 0; second < 9; second++) {
                                play.send(ping);
                                play.advance(Duration.ofSeconds(1));
                            }
                            play.advance(Duration.ofMillis(999));
                            play.advance(TICK.plusMillis(1));
                        },
                        outside("not authenticated in time", pongs).counting(timeout, 1));
        new Badges((proof, handshake) -> new CompletableFuture<>())
                .on(rows.row(77, "10 MiB behind a first message that nobody judges"), "message")
                .cut(Cut.WHOLE)
                .when(
                        RowsOfIdentity::tenMebibytes,
                        outside(
                                        "not authenticated in time",
                                        Frame.of(Frame.PING, new byte[0])) // the probe of who is not read
                                .counting(timeout, 1)
                                .counting("ws.reading.stopped{why=at_door}", 1)
                                .counting("ws.inbound.dropped", 161));
    }

    private static void tenMebibytes(Play play) throws Exception {
        play.open().send(Frame.text("t"));
        play.send(Frame.binary(new byte[40 * 1024]));
        play.settle();
        long before = play.stage().work().bytes();
        Thread sender = new Thread(
                () -> {
                    for (int i = 0; i < 160; i++) {
                        play.peer().send(Frame.binary(new byte[64 * 1024]));
                    }
                },
                "row-sender");
        sender.start();
        play.settle();
        play.advance(Duration.ofMillis(9_999));
        requireOpen(play);
        long taken = play.stage().work().bytes() - before;
        if (taken > 64 * 1024) {
            throw new AssertionError(taken + " bytes were read before anybody was let in");
        }
        play.advance(TICK.plusMillis(1));
        sender.join(Ears.DEADLINE_MILLIS);
    }

    private static void requireOpen(Play play) {
        if (play.peer().heardFrames() || play.peer().ended() != null) {
            throw new AssertionError("ended too early");
        }
    }

    private static Counting admitted(Expected expected, String source) {
        return new Counting(expected).more("ws.auth.admitted{source=" + source + "}", 1);
    }

    /** {@code C:1008} for a peer that was not let in: its handler was told nothing, not even the end. */
    private static Behaves outside(String text, Frame... before) {
        return new Behaves("C:1008", (play, complaints) -> {
                    Peer peer = play.peer().listen();
                    if (!play.opened()) {
                        new Opens().judge(Answer.of(peer.readHead()));
                    }
                    List<Frame> frames = new ArrayList<>();
                    for (Frame next = peer.read(); next != null; next = peer.read()) {
                        frames.add(next.masked(false));
                        if (next.opcode() == Frame.CLOSE) {
                            peer.send(Frame.close(1008, "")); // what came behind ours is counted when this one has
                            peer.fin();
                        }
                    }
                    List<Frame> expected = new ArrayList<>(List.of(before));
                    expected.add(Frame.close(1008, text));
                    complaints.equal("shape", frames, expected);
                    play.settle();
                    complaints.equal("shape", play.stage().told(0).lines(), List.of());
                })
                .counting("ws.connections.opened", 1)
                .counting("ws.connections.closed{by=local,code=1008}", 1);
    }
}
