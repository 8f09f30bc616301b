/** A load generator that compares every byte that comes back. */
@NullMarked
package io.longwire.ws.benchmarks.load;

import org.jspecify.annotations.NullMarked;
