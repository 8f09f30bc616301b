package io.longwire.ws.conformance.rows;

import io.longwire.ws.conformance.Frame;
import java.io.Closeable;
import java.io.IOException;

/** A neighbour on the same loop whose echoes must go on, whatever a row does. */
record Canary(Peer peer) implements Closeable {
    /** Whether an echo comes back. */
    boolean sings(String text) throws IOException {
        peer.send(Frame.text(text));
        return Frame.text(text).equals(unmasked(peer.read()));
    }

    private static Frame unmasked(Frame frame) {
        return frame == null ? null : frame.masked(false);
    }

    @Override
    public void close() throws IOException {
        peer.send(Frame.close(1000, ""));
        peer.close();
    }
}
