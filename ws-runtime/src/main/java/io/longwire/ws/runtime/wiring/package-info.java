/**
 * Wiring by Guice from HOCON: {@link io.longwire.ws.runtime.wiring.WebSockets} makes servers and clients, {@link
 * io.longwire.ws.runtime.wiring.WebSocketModule} says what they are made of. All of Guice is in this package.
 */
@NullMarked
package io.longwire.ws.runtime.wiring;

import org.jspecify.annotations.NullMarked;
