package io.longwire.ws;

import java.time.Duration;

/**
 * How far an orderly stop of a server has come.
 *
 * @param connections how many were open when it began
 * @param open how many still are
 * @param cut how many were cut because they had not ended in {@code ws.server.drain.total}
 * @param elapsed the time since it began
 * @param done whether the server has stopped
 */
public record Drain(int connections, int open, int cut, Duration elapsed, boolean done) {}
