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
    private final List<Peer> peers = new ArrayList<>();
    private boolean opened;
    private int timersLeft;
    private long songs;

    Play(Stage stage, Cut cut, long seed) throws Exception {
        this.stage = stage;
        this.cut = cut;
        this.seed = seed;
        another();
    }

    /** Our side's role. */
    Role role() {
        return stage.side().role();
    }

    /** The other end; the first, when there are more. */
    Peer peer() {
        return peers.get(0);
    }

    /** All ends that were made. */
    List<Peer> peers() {
        return peers;
    }

    Stage stage() {
        return stage;
    }

    /** Another connection, which our side has noticed: its time runs. */
    Peer another() throws Exception {
        Peer another = stage.meet(cut, seed + peers.size());
        peers.add(another);
        return another;
    }

    /**
     * Sends text, which may be a {@link Request} or a {@link Response}; {@code own://} in it is the scheme of our server's pages,
     * {@code other://} is http where that is https, and the reverse.
     */
    void say(Object text) throws Exception {
        peer().listen()
                .send(text.toString()
                        .replace("own://", stage.link().httpScheme() + "://")
                        .replace("other://", stage.link().otherHttpScheme() + "://"));
    }

    void send(byte[] bytes) throws Exception {
        peer().listen().send(bytes);
    }

    void send(Frame... frames) throws Exception {
        peer().listen().send(frames);
    }

    /** Sends a head and frames in one segment, if the run does not cut it. */
    void sendTogether(Object head, Frame... frames) throws Exception {
        say(head + new String(peer().bytes(frames), StandardCharsets.ISO_8859_1));
    }

    /** Does a valid opening handshake, if there was none yet. */
    Play open() throws Exception {
        return open(new Opens());
    }

    /**
     * Does a valid opening handshake with further headers, if there was none yet.
     *
     * @param expected what our server must answer
     */
    Play open(Opens expected, String... headers) throws Exception {
        if (!opened) {
            opened = true;
            shakeHands(peer(), expected, headers);
            if (role() == Role.CLIENT) {
                stage.told(0).socket(); // before the time moves on
            }
        }
        return this;
    }

    /** Another connection, on which a valid opening handshake was done. */
    Peer openAnother() throws Exception {
        return openAnother(new Opens());
    }

    Peer openAnother(Opens expected, String... headers) throws Exception {
        Peer another = another();
        shakeHands(another, expected, headers);
        return another;
    }

    private void shakeHands(Peer peer, Opens expected, String... headers) throws Exception {
        peer.listen();
        if (role() == Role.SERVER) {
            peer.send(Request.with(headers).toString());
            expected.judge(Answer.of(peer.readHead()));
        } else {
            peer.send(Response.agreeing(peer.readHead()).and(headers).toString());
        }
    }

    /** Reads the request of our client; the answer that agrees to it. Client only. */
    Response agreement() throws Exception {
        opened = true;
        return Response.agreeing(peer().listen().readHead());
    }

    /** Says that the input has exchanged heads itself. */
    void answered() {
        opened = true;
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

    /** Lets every neighbour be heard, so that none is silent for long. */
    void sing() {
        songs += stage.neighbours();
        if (!stage.allSing()) {
            throw new AssertionError("a neighbour is not heard");
        }
    }

    /** Says that the input leaves timers behind by right. */
    void leavesTimers(int many) {
        timersLeft = many;
    }

    int timersLeft() {
        return timersLeft;
    }

    /** Bytes that its peers have sent. */
    long sent() {
        return peers.stream().mapToLong(Peer::sent).sum();
    }

    /** Writes in which they were sent, connections made, and neighbours heard. */
    long writes() {
        return songs + peers.stream().mapToLong(peer -> 1 + peer.writes()).sum();
    }

    @Override
    public void close() throws Exception {
        for (Peer peer : peers) {
            peer.close();
        }
    }
}
