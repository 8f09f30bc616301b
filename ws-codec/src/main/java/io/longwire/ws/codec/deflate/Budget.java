package io.longwire.ws.codec.deflate;

/** The native memory of live deflaters over all loops of one provider. Any thread. */
final class Budget {
    /** What a deflater costs: two windows, the hash chains and the pending output of zlib at its usual memory level. */
    static final long DEFLATER = 270 * 1024;

    private long taken;

    /** Takes one deflater's share, unless that would pass the cap. */
    synchronized boolean take(long cap) {
        if (taken + DEFLATER > cap) {
            return false;
        }
        taken += DEFLATER;
        return true;
    }

    synchronized void giveBack() {
        taken -= DEFLATER;
    }

    synchronized long taken() {
        return taken;
    }
}
