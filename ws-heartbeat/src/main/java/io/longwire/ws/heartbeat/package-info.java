/** Finds dead connections and measures the round trip. */
@NullMarked
package io.longwire.ws.heartbeat;

import org.jspecify.annotations.NullMarked;
