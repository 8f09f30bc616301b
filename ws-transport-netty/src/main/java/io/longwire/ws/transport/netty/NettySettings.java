package io.longwire.ws.transport.netty;

import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.Settings;

/**
 * The subtree {@code ws.transports.netty}.
 *
 * @param engine one that this machine has
 * @param loops at least 1
 * @param backlog connections that wait to be accepted
 * @param receiveBuffer bytes that one read takes at most
 */
record NettySettings(Engine engine, int loops, int backlog, int receiveBuffer) {
    /** @throws StartFailed when this machine lacks the engine */
    static NettySettings from(Settings settings) {
        boolean auto = settings.isWord("loops", "auto");
        return new NettySettings(
                Engine.named(settings.oneOf("engine", Engine.WORDS)),
                auto ? Runtime.getRuntime().availableProcessors() : settings.number("loops", 1, 1024),
                settings.number("backlog", 1, 65_535),
                (int) settings.bytes("receive-buffer", 4 << 10, 16 << 20));
    }
}
