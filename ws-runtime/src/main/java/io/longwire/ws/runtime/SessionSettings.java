package io.longwire.ws.runtime;

import io.longwire.ws.codec.Limits;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session may be set to: {@code ws.limits}, {@code ws.inbound}, {@code ws.outbound}. Times are nanoseconds, 0 for none.
 *
 * @param lends whether handlers on the loop are lent the bytes where they lie
 * @param encodedLimits the limits of a connection with extensions, whose frames may be longer than what comes out of them
 * @param streamLimits the limits of a handler that takes parts as they come: there is no one on a frame
 */
record SessionSettings(
        Limits limits,
        Limits encodedLimits,
        Limits streamLimits,
        long frameTimeout,
        long messageTimeout,
        Duration closeTimeout,
        @Nullable Duration idleTimeout,
        int controlRate,
        int controlBurst,
        int messageRate,
        int messageBurst,
        int inboundMessages,
        long inboundBytes,
        long lookAhead,
        boolean lends,
        long highMark,
        long lowMark,
        long outboundMax,
        int outboundFrame,
        @Nullable Duration stallTimeout,
        boolean pauseReading,
        boolean noDelay,
        boolean keepHeaders) {

    private static final Duration MIN = Duration.ofMillis(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long GIB = 1L << 30;

    static SessionSettings from(Settings ws) {
        Settings limits = ws.at("limits");
        Settings in = ws.at("inbound");
        Settings out = ws.at("outbound");
        Settings server = ws.at("server");
        long message = limits.bytes("message", 1, Long.MAX_VALUE);
        boolean set = limits.isSet("frame");
        long frame = set ? limits.bytes("frame", 1, Long.MAX_VALUE) : message;
        if (frame > message) {
            EngineSettings.refuse(
                    limits, "frame", "is part of a message; set it to ws.limits.message or less, or to null");
        }
        long high = out.bytes("high-mark", 1, GIB);
        long low = out.bytes("low-mark", 0, GIB);
        long max = out.bytes("max", 1, Long.MAX_VALUE);
        if (low >= high) {
            EngineSettings.refuse(out, "low-mark", "must be below ws.outbound.high-mark (" + high + " bytes)");
        }
        if (max < high) {
            EngineSettings.refuse(out, "max", "must not be below ws.outbound.high-mark (" + high + " bytes)");
        }
        int fragments = limits.number("fragments", 1, Integer.MAX_VALUE);
        int ratio = limits.number("inflate-ratio", 0, 100_000);
        return new SessionSettings(
                new Limits(frame, message, fragments, ratio),
                new Limits(set ? frame : encoded(message), message, fragments, ratio),
                new Limits(Long.MAX_VALUE, limits.bytes("stream", 1, Long.MAX_VALUE), Integer.MAX_VALUE, ratio),
                nanos(limits.optionalDuration("frame-timeout", MIN, DAY)),
                nanos(limits.optionalDuration("message-timeout", MIN, DAY)),
                limits.duration("close-timeout", MIN, HOUR),
                limits.optionalDuration("idle-timeout", MIN, DAY).orElse(null),
                limits.number("control-rate", 0, 1_000_000),
                limits.number("control-burst", 1, 1_000_000),
                limits.number("message-rate", 0, 1_000_000),
                limits.number("message-burst", 1, 1_000_000),
                in.number("messages", 1, 1_000_000),
                in.bytes("bytes", 1, GIB),
                in.bytes("look-ahead", 0, GIB),
                in.flag("lend"),
                high,
                low,
                max,
                (int) out.bytes("frame", 1024, GIB),
                out.optionalDuration("stall-timeout", MIN, DAY).orElse(null),
                out.flag("pause-reading"),
                server.flag("no-delay"),
                server.flag("keep-headers"));
    }

    /** What the payload of a message of this size may be: compression makes noise longer, by a block's head now and then. */
    private static long encoded(long message) {
        return message > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : message + message / 8 + 64;
    }

    private static long nanos(Optional<Duration> duration) {
        return duration.map(Duration::toNanos).orElse(0L);
    }

    /** How long the peer may take to end after a Close frame: at most a second when it broke the protocol. */
    Duration closeTimeout(boolean violation) {
        Duration second = Duration.ofSeconds(1);
        return violation && closeTimeout.compareTo(second) > 0 ? second : closeTimeout;
    }
}
