package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Settings;

/**
 * What the NIO transport can be set to; the keys of {@code ws.transports.nio}.
 *
 * @param loops how many loops, each with a thread: 1 to 1024
 * @param backlog how many connections the system keeps for a listener before they are accepted: 1 to 65535
 * @param receiveBuffer the most bytes of one read: 4 KiB to 16 MiB
 */
public record NioSettings(int loops, int backlog, int receiveBuffer) {
    private static final int KIB = 1024;
    private static final int MAX_LOOPS = 1024;
    private static final int MAX_BACKLOG = 65_535;
    private static final int MIN_BUFFER = 4 * KIB;
    private static final int MAX_BUFFER = 16 * KIB * KIB;

    /** @throws IllegalArgumentException when a value is out of its range */
    public NioSettings {
        check("loops", loops, 1, MAX_LOOPS);
        check("backlog", backlog, 1, MAX_BACKLOG);
        check("receive-buffer", receiveBuffer, MIN_BUFFER, MAX_BUFFER);
    }

    /** What {@code reference.conf} says, with a given number of loops. */
    public static NioSettings ofLoops(int loops) {
        return new NioSettings(loops, 1024, 256 * KIB);
    }

    static NioSettings of(Settings settings) {
        boolean auto = settings.isWord("loops", "auto");
        return new NioSettings(
                auto ? processors() : settings.number("loops", 1, MAX_LOOPS),
                settings.number("backlog", 1, MAX_BACKLOG),
                (int) settings.bytes("receive-buffer", MIN_BUFFER, MAX_BUFFER));
    }

    private static int processors() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MAX_LOOPS);
    }

    private static void check(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " is " + value + ", not within " + min + " to " + max);
        }
    }
}
