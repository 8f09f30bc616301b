package io.longwire.ws.fuzz;

import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * A stream of frames through a protocol: in one piece, in pieces, and in pieces with messages told in parts, always with one
 * result.
 *
 * @param extensions makes those of one run
 * @param rsvBits the reserved bits these own
 */
record Stream(Role role, Limits limits, Supplier<List<Extension>> extensions, int rsvBits) {
    private static final int ORDINARY = 0;
    private static final int PARTS = 1;

    static Stream plain(Role role, Limits limits) {
        return new Stream(role, limits, List::of, 0);
    }

    /** @return all that was told */
    String judge(byte[] bytes, int seed) {
        String whole = run(bytes, null, ORDINARY);
        Law.same(whole, run(bytes, new Cuts(seed), ORDINARY), "a stream in pieces");
        Law.same(whole, run(bytes, null, PARTS), "a stream with messages in parts");
        Law.same(whole, run(bytes, new Cuts(seed), PARTS), "a stream in pieces with messages in parts");
        return whole;
    }

    private String run(byte[] bytes, Cuts cuts, int mode) {
        boolean plain = rsvBits == 0;
        // What an extension makes of the bytes may be kept up to the limit.
        Ledger blocks = new Ledger(plain ? 0 : limits.message());
        Journal journal = new Journal(limits.message());
        WebSocketProtocol protocol =
                new WebSocketProtocol(role, limits, mode == PARTS, blocks, extensions.get(), rsvBits, journal);
        for (int at = 0; at < bytes.length; ) {
            int size = cuts == null ? bytes.length : cuts.next(bytes.length - at);
            ByteBuffer piece = ByteBuffer.allocate(size + 1).position(1);
            piece.put(1, bytes, at, size);
            blocks.received(size);
            protocol.receive(piece);
            Law.holds(!piece.hasRemaining(), "all of a read is consumed");
            Law.holds(protocol.discarding() == journal.ended(), "the end is told");
            at += size;
        }
        String end = "in a frame: " + protocol.midFrame() + ", in a message: " + protocol.midMessage();
        protocol.release();
        blocks.assertNothingIsOut();
        return journal + end;
    }
}
