package io.longwire.ws.codec.deflate;

import io.longwire.ws.spi.Settings;
import java.time.Duration;

/**
 * The subtree {@code ws.extensions.permessage-deflate}; what each key means stands in {@code reference.conf}.
 *
 * @param history bytes of outgoing history that prime a pooled deflater; {@link #FULL} for a live one
 */
record DeflateSettings(
        int level,
        int threshold,
        int history,
        int serverWindowBits,
        int clientWindowBits,
        boolean serverNoTakeover,
        boolean clientNoTakeover,
        long nativeMemory,
        Duration parkAfter) {
    static final int FULL = Integer.MAX_VALUE;
    static final int WINDOW_MAX = 1 << 15;

    static DeflateSettings read(Settings settings) {
        int history = settings.isWord("history", "full") ? FULL : (int) settings.bytes("history", 0, WINDOW_MAX);
        return new DeflateSettings(
                settings.number("level", 1, 9),
                (int) settings.bytes("threshold", 0, 1 << 30),
                history,
                settings.number("server-max-window-bits", 8, 15),
                settings.number("client-max-window-bits", 8, 15),
                settings.flag("server-no-context-takeover"),
                settings.flag("client-no-context-takeover"),
                settings.bytes("native-memory", 0, Long.MAX_VALUE),
                settings.duration("park-after", Duration.ofSeconds(1), Duration.ofDays(1)));
    }
}
