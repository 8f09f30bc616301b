package io.longwire.ws.runtime;

import io.longwire.ws.codec.handshake.Authority;
import io.longwire.ws.codec.handshake.HeadLimits;
import io.longwire.ws.codec.handshake.Origins;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the engine reads under {@code ws}, besides what transports, extensions and plug-ins read. */
record EngineSettings(
        SessionSettings session,
        HeadLimits head,
        Duration handshakeTimeout,
        Duration admissionTimeout,
        Duration connectTimeout,
        int connections,
        int connectionsPerAddress,
        int handshakes,
        int heap,
        ListenSettings listen,
        ClientSettings client,
        Origins origins,
        List<Authority> hosts,
        Forwarded.Proxies proxies,
        boolean health,
        Duration drainSpread,
        Duration drainTotal,
        boolean drainAtExit,
        @Nullable Long outboundBudget,
        boolean virtualThreads,
        int workers,
        Optional<Duration> watchdogLimit) {

    static final Duration MIN = Duration.ofMillis(10);
    static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static EngineSettings from(Settings ws) {
        Settings limits = ws.at("limits");
        Settings server = ws.at("server");
        Settings drain = server.at("drain");
        Settings out = ws.at("outbound");
        Settings workers = ws.at("workers");
        long requestLine = limits.bytes("request-line", 64, 1 << 20);
        long head = limits.bytes("head", 256, 16 << 20);
        if (requestLine > head) {
            refuse(limits, "request-line", "is part of the head; set it to ws.limits.head or less");
        }
        Duration spread = drain.duration("spread", Duration.ZERO, HOUR);
        Duration total = drain.duration("total", Duration.ZERO, DAY);
        if (spread.compareTo(total) > 0) {
            refuse(
                    drain,
                    "spread",
                    "connections would be cut before they are told; set it to ws.server.drain.total or less");
        }
        return new EngineSettings(
                SessionSettings.from(ws),
                new HeadLimits((int) requestLine, (int) head, limits.number("headers", 5, 10_000)),
                limits.duration("handshake-timeout", MIN, HOUR),
                limits.duration("admission-timeout", MIN, HOUR),
                limits.duration("connect-timeout", MIN, HOUR),
                limits.isSet("connections") ? limits.number("connections", 1, Integer.MAX_VALUE) : Integer.MAX_VALUE,
                limits.number("connections-per-address", 1, Integer.MAX_VALUE),
                limits.number("handshakes", 1, Integer.MAX_VALUE),
                limits.number("heap", 10, 100),
                ListenSettings.from(server),
                ClientSettings.from(ws.at("client")),
                origins(server),
                hosts(server),
                proxies(server),
                server.flag("health"),
                spread,
                total,
                drain.flag("at-exit"),
                out.isSet("budget") ? out.bytes("budget", 1, Long.MAX_VALUE) : null,
                workers.flag("virtual"),
                workers.number("max", 0, 10_000),
                ws.at("watchdog").optionalDuration("limit", MIN, HOUR));
    }

    /** These, with what another configuration has for new connections: all that {@code reference.conf} marks so. */
    EngineSettings renewed(EngineSettings by) {
        return new EngineSettings(
                by.session,
                by.head,
                by.handshakeTimeout,
                by.admissionTimeout,
                connectTimeout,
                connections,
                connectionsPerAddress,
                handshakes,
                heap,
                new ListenSettings(listen.addresses(), by.listen.tls()),
                client,
                by.origins,
                by.hosts,
                by.proxies,
                health,
                drainSpread,
                drainTotal,
                drainAtExit,
                outboundBudget,
                virtualThreads,
                workers,
                watchdogLimit);
    }

    private static List<Authority> hosts(Settings server) {
        return server.texts("hosts").stream()
                .map(host -> Authority.parse(host)
                        .map(EngineSettings::withoutStandardPort)
                        .orElseThrow(() -> server.refuse("hosts", "\"" + host + "\" is no host or host:port")))
                .toList();
    }

    /** RFC 9110, 4.2: the port of the scheme may be written or left out. */
    static Authority withoutStandardPort(Authority authority) {
        return authority.port() == 80 || authority.port() == 443 ? new Authority(authority.host(), -1) : authority;
    }

    private static Forwarded.Proxies proxies(Settings server) {
        boolean standard = server.oneOf("forwarded-header", List.of("x-forwarded", "forwarded"))
                .equals("forwarded");
        try {
            return new Forwarded.Proxies(Subnets.of(server.texts("trusted-proxies")), standard);
        } catch (IllegalArgumentException e) {
            throw server.refuse("trusted-proxies", String.valueOf(e.getMessage()));
        }
    }

    private static Origins origins(Settings server) {
        try {
            return new Origins(server.texts("origins"));
        } catch (IllegalArgumentException e) {
            refuse(server, "origins", String.valueOf(e.getMessage()));
            return new Origins(List.of());
        }
    }

    /** Notes it and goes on, so that what else is wrong is told with it. */
    static void refuse(Settings settings, String key, String sentence) {
        RuntimeException toldLater = settings.refuse(key, sentence);
        Objects.requireNonNull(toldLater);
    }
}
