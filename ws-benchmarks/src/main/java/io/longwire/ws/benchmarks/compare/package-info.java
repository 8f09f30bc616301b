/** Servers side by side, measured in turns. */
@NullMarked
package io.longwire.ws.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
