/** Servers as processes of their own, for commands that load or stop them. */
@NullMarked
package io.longwire.ws.examples.process;

import org.jspecify.annotations.NullMarked;
