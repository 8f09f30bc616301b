/** A small client for people and for pipes. */
@NullMarked
package io.longwire.ws.examples.connect;

import org.jspecify.annotations.NullMarked;
