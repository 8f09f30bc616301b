/** WebSocket by hand: a client that can send anything, right or wrong, and knows nothing of the engine. */
@NullMarked
package io.longwire.ws.examples.raw;

import org.jspecify.annotations.NullMarked;
