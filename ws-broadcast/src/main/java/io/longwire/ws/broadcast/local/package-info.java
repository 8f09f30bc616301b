/** The backplane {@code local}: one process, in memory. */
@NullMarked
package io.longwire.ws.broadcast.local;

import org.jspecify.annotations.NullMarked;
