package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import io.longwire.ws.conformance.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One input of a row while it runs: what an {@link Input} has at hand. */
final class Play implements AutoCloseable {
    private final Stage stage;
    private final Cut cut;
    private final long seed;
    private final List<Peer> others = new ArrayList<>();
    private final Peer peer;
    private boolean opened;

    Play(Stage stage, Cut cut, long seed) throws Exception {
        this.stage = stage;
        this.cut = cut;
        this.seed = seed;
        this.peer = stage.side().meet(cut, seed);
    }

    /** Our side's role. */
    Role role() {
        return stage.side().role();
    }

    /** The other end. */
    Peer peer() {
        return peer;
    }

    Stage stage() {
        return stage;
    }

    /** Another connection of the same attacker. Server only. */
    Peer another() throws Exception {
        Peer another = stage.side().meet(cut, seed + 1 + others.size());
        others.add(another);
        return another;
    }

    void send(Object text) throws Exception {
        peer.listen().send(text.toString());
    }

    void send(byte[] bytes) throws Exception {
        peer.listen().send(bytes);
    }

    void send(Frame... frames) throws Exception {
        peer.listen().send(frames);
    }

    /** Sends a head and frames in one segment, if the run does not cut it. */
    void sendTogether(Object head, Frame... frames) throws Exception {
        send(head + new String(peer.bytes(frames), StandardCharsets.ISO_8859_1));
    }

    /** Does a valid opening handshake, if there was none yet. */
    Play open(String... headers) throws Exception {
        if (!opened) {
            opened = true;
            peer.listen();
            if (role() == Role.SERVER) {
                peer.send(Request.with(headers).toString());
                new Opens().judge(Answer.of(peer.readHead()));
            } else {
                peer.send(Response.agreeing(peer.readHead()).and(headers).toString());
            }
        }
        return this;
    }

    /** Reads the request of our client; the answer that agrees to it. Client only. */
    Response agreement() throws Exception {
        opened = true;
        return Response.agreeing(peer.listen().readHead());
    }

    /** Whether a head was exchanged already. */
    boolean opened() {
        return opened;
    }

    /** Waits until all that was sent has been read and acted on, as far as our loop can tell, and moves the time. */
    void advance(Duration by) {
        settle();
        stage.clock().advance(by);
    }

    /** Waits until the loop has nothing to do: its neighbours' echoes come back after what was sent before. */
    void settle() {
        stage.settle();
    }

    /** Bytes that its peers have sent. */
    long sent() {
        return peer.sent() + others.stream().mapToLong(Peer::sent).sum();
    }

    /** Writes in which they were sent, and connections made. */
    long writes() {
        return 1
                + peer.writes()
                + others.stream().mapToLong(other -> 1 + other.writes()).sum();
    }

    @Override
    public void close() throws Exception {
        peer.close();
        for (Peer other : others) {
            other.close();
        }
    }
}
