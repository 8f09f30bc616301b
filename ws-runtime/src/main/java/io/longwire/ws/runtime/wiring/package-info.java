/** All of Guice. */
@NullMarked
package io.longwire.ws.runtime.wiring;

import org.jspecify.annotations.NullMarked;
