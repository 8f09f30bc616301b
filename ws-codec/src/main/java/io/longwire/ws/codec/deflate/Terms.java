package io.longwire.ws.codec.deflate;

import java.time.Duration;

/**
 * What was agreed, seen from this side.
 *
 * @param incoming the largest window of the peer in bytes, 0 without context takeover
 * @param outgoing how this side compresses
 * @param parkAfter how long a live deflater stays without a message
 */
record Terms(int incoming, Outgoing outgoing, Duration parkAfter) {
    /** Bytes that prime a pooled deflater where a live one could not be had. */
    private static final int SHORT_HISTORY = 1024;

    /**
     * How one side compresses. Equal ones make equal frames of one message, as long as both have an empty window.
     *
     * @param bits window bits, 8 to 15
     * @param takeover whether a message may refer to earlier ones
     * @param live whether the deflater is kept between messages
     * @param history bytes that prime a pooled deflater
     * @param threshold messages of fewer bytes are sent plain, unless the deflater is live
     */
    record Outgoing(
            int bits, boolean takeover, boolean live, int history, int level, int threshold, long nativeMemory) {
        int window() {
            return 1 << bits;
        }

        /** Whether a full flush has to keep the window smaller than zlib's own. */
        boolean flushes() {
            return bits < 15;
        }

        /** How much of the past is kept beside the deflater. */
        int recorded() {
            if (!takeover) {
                return 0;
            }
            return live ? window() : Math.min(history, primed());
        }

        /** How much of the past primes a live deflater. Where a flush ends the window, half of it is left to the message. */
        int primed() {
            return flushes() ? window() / 2 : window();
        }

        /** @param size the message's bytes, negative when not known */
        boolean compresses(long size) {
            return live || size < 0 || size >= threshold;
        }
    }

    static Terms ofServer(Parameters agreed, DeflateSettings ours) {
        return of(ours, agreed.serverBits(), agreed.serverNoTakeover(), agreed.clientBits(), agreed.clientNoTakeover());
    }

    static Terms ofClient(Parameters agreed, DeflateSettings ours) {
        // 7.1.2.2: without an answer the client is free, so what it was set to stands.
        int bits = agreed.clientBits() > 0 ? agreed.clientBits() : ours.clientWindowBits();
        boolean noTakeover = agreed.clientNoTakeover() || ours.clientNoTakeover();
        return of(ours, bits, noTakeover, agreed.serverBits(), agreed.serverNoTakeover());
    }

    private static Terms of(
            DeflateSettings ours, int ownBits, boolean ownNoTakeover, int peerBits, boolean peerNoTakeover) {
        boolean takeover = !ownNoTakeover && ours.history() > 0;
        boolean live = takeover && ours.history() == DeflateSettings.FULL;
        Outgoing outgoing = new Outgoing(
                ownBits > 0 ? ownBits : 15,
                takeover,
                live,
                live ? SHORT_HISTORY : ours.history(),
                ours.level(),
                ours.threshold(),
                ours.nativeMemory());
        return new Terms(peerNoTakeover ? 0 : 1 << (peerBits > 0 ? peerBits : 15), outgoing, ours.parkAfter());
    }
}
