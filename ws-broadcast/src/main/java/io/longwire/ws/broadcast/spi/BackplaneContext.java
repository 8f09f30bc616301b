package io.longwire.ws.broadcast.spi;

import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.Settings;

/**
 * What a backplane is given when it is made.
 *
 * @param node a name that no other node has, nor this process after a restart; letters and digits
 * @param settings the subtree {@code ws.plugins.broadcast}; a backplane's own keys stand under its name
 * @param meter where its counts go
 * @param loop for timers, and for the time; a backplane may have threads of its own
 */
public record BackplaneContext(String node, Settings settings, Meter meter, Loop loop) {}
