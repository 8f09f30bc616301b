package io.longwire.ws.benchmarks.load;

/**
 * What is sent.
 *
 * @param payload what messages are made of
 * @param size bytes of a message
 * @param connections how many
 * @param inFlight messages under way at once on each connection that sends
 * @param cast whether one connection sends and all must hear it, instead of each its own
 * @param deflate whether messages are compressed both ways
 */
public record Traffic(Payload payload, int size, int connections, int inFlight, boolean cast, boolean deflate) {}
