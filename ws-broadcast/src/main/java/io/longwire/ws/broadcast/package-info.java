/** Topics: one message, encoded once, to everybody who subscribed. */
@NullMarked
package io.longwire.ws.broadcast;

import org.jspecify.annotations.NullMarked;
