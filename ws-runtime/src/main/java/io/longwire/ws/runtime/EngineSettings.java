package io.longwire.ws.runtime;

import io.longwire.ws.codec.handshake.HeadLimits;
import io.longwire.ws.codec.handshake.Origins;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the engine reads under {@code ws}, besides what transports, extensions and plug-ins read. */
record EngineSettings(
        SessionSettings session,
        HeadLimits head,
        Duration handshakeTimeout,
        Duration connectTimeout,
        long maxConnections,
        String host,
        int port,
        Origins origins,
        List<String> hosts,
        boolean health,
        Duration drainSpread,
        Duration drainTotal,
        boolean virtualThreads,
        int workers,
        Optional<Duration> watchdogLimit) {

    private static final Duration MIN = Duration.ofMillis(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static EngineSettings from(Settings ws) {
        Settings limits = ws.at("limits");
        Settings server = ws.at("server");
        Settings drain = server.at("drain");
        Settings workers = ws.at("workers");
        return new EngineSettings(
                SessionSettings.from(ws),
                new HeadLimits(
                        (int) limits.bytes("request-line", 64, 1 << 20),
                        (int) limits.bytes("head", 256, 16 << 20),
                        limits.number("headers", 4, 10_000)),
                limits.duration("handshake-timeout", MIN, HOUR),
                limits.duration("connect-timeout", MIN, HOUR),
                limits.bytes("connections", 1, Long.MAX_VALUE),
                server.text("host"),
                server.number("port", 0, 65_535),
                origins(server),
                server.texts("hosts").stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .toList(),
                server.flag("health"),
                drain.duration("spread", Duration.ZERO, HOUR),
                drain.duration("total", Duration.ZERO, DAY),
                workers.flag("virtual"),
                workers.number("max", 0, 10_000),
                ws.at("watchdog").optionalDuration("limit", MIN, HOUR));
    }

    private static Origins origins(Settings server) {
        try {
            return new Origins(server.texts("origins"));
        } catch (IllegalArgumentException e) {
            throw server.refuse("origins", String.valueOf(e.getMessage()));
        }
    }
}
