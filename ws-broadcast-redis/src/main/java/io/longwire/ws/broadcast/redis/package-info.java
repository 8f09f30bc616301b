/**
 * The backplane {@code redis}. Publishing and recovering are one script each, so that Redis makes the order and the offsets; its
 * pub/sub only says early what the histories know, and is believed in nothing.
 */
@NullMarked
package io.longwire.ws.broadcast.redis;

import org.jspecify.annotations.NullMarked;
