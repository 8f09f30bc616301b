/**
 * Finds dead connections and measures the round trip.
 *
 * <p>A connection whose peer has sent no byte for {@code interval} gets a Ping (RFC 6455, 5.5.2). Any byte is life: a Pong,
 * a Ping, a part of a message. When none comes within {@code timeout}, the peer is gone: a Close frame with code 1011 is
 * tried, TCP is cut, and the handler's {@code onError} gets a {@link io.longwire.ws.heartbeat.HeartbeatTimeout}. Nobody is
 * judged for time in which this side did not read, or in which this process did not run.
 *
 * <p>The settings stand in the {@code reference.conf} of this module, under {@code ws.plugins.heartbeat}. Counts: {@code
 * ws.heartbeat.pings}, {@code ws.heartbeat.timeouts}, {@code ws.heartbeat.idle} and the histogram {@code ws.heartbeat.rtt}
 * in nanoseconds.
 */
@NullMarked
package io.longwire.ws.heartbeat;

import org.jspecify.annotations.NullMarked;
