package io.longwire.ws.runtime;

import io.longwire.ws.Overflow;
import io.longwire.ws.spi.Meter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What sessions count of things that should be rare. Made once for a server or client, so that counting looks nothing up. Any
 * thread.
 *
 * @param inboundFull reading stopped because the handler is behind
 * @param outputHigh reading stopped because too much waits to be sent
 * @param atDoor reading stopped while a plug-in decides on the first message
 * @param messageRate reading stopped because more messages came than the rate allows
 * @param undelivered messages that came when this side had closed or failed the connection
 * @param droppedByPolicy messages that were refused, replaced or dropped as their overflow policy says
 * @param droppedSlow messages that waited when their peer was cut as a slow consumer
 * @param droppedFailed messages that waited when the connection failed
 * @param droppedAborted messages that waited when the connection was aborted
 * @param droppedEnded messages that waited when TCP ended
 * @param pongsSkipped Pongs that a newer one replaced
 * @param pluginFailures plug-ins and extensions that threw as a connection opened
 */
record Counts(
        Meter.Counter inboundFull,
        Meter.Counter outputHigh,
        Meter.Counter atDoor,
        Meter.Counter messageRate,
        Meter.Counter undelivered,
        Map<Overflow, Meter.Counter> droppedByPolicy,
        Meter.Counter droppedSlow,
        Meter.Counter droppedFailed,
        Meter.Counter droppedAborted,
        Meter.Counter droppedEnded,
        Meter.Counter pongsSkipped,
        Meter.Counter pluginFailures) {
    Counts(Meter meter) {
        this(
                meter.counter("ws.reading.stopped", "why", "inbound_full"),
                meter.counter("ws.reading.stopped", "why", "output_high"),
                meter.counter("ws.reading.stopped", "why", "at_door"),
                meter.counter("ws.reading.stopped", "why", "message_rate"),
                meter.counter("ws.inbound.dropped"),
                Stream.of(Overflow.values())
                        .filter(policy -> policy != Overflow.DISCONNECT)
                        .collect(Collectors.toUnmodifiableMap(
                                policy -> policy,
                                policy -> meter.counter(
                                        "ws.outbound.dropped",
                                        "why",
                                        policy.name().toLowerCase(Locale.ROOT)))),
                meter.counter("ws.outbound.dropped", "why", "slow_consumer"),
                meter.counter("ws.outbound.dropped", "why", "failed"),
                meter.counter("ws.outbound.dropped", "why", "aborted"),
                meter.counter("ws.outbound.dropped", "why", "ended"),
                meter.counter("ws.pongs.skipped"),
                meter.counter("ws.plugin.failures"));
    }

    /** @param why a reason of {@link Balance} */
    Meter.Counter stopped(int why) {
        return switch (why) {
            case Balance.INBOUND_FULL -> inboundFull;
            case Balance.OUTPUT_HIGH -> outputHigh;
            case Balance.AT_DOOR -> atDoor;
            default -> messageRate;
        };
    }

    /** Messages that were not sent, as this policy says. */
    Meter.Counter dropped(Overflow policy) {
        return droppedByPolicy.getOrDefault(policy, droppedSlow);
    }
}
