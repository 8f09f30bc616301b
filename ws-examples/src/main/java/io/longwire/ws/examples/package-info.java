/** Programs to run and to read. */
@NullMarked
package io.longwire.ws.examples;

import org.jspecify.annotations.NullMarked;
