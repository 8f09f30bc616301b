/**
 * Connections of a client that are made again when they end. {@link io.longwire.ws.reconnect.ReconnectingSocket} is the one to
 * open, {@link io.longwire.ws.reconnect.ReconnectHandler} what the application tells it and hears of it.
 *
 * <p>All that happens to one runs on one event loop; there is no thread and no clock but the loop's. Messages alone are handed over
 * where they are sent, under a lock that nobody holds for long.
 */
@NullMarked
package io.longwire.ws.reconnect;

import org.jspecify.annotations.NullMarked;
