/** Connections that come, talk and end in every way, and what is left of them. */
@NullMarked
package io.longwire.ws.examples.soak;

import org.jspecify.annotations.NullMarked;
