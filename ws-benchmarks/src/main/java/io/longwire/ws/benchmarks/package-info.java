/** What Longwire costs, measured. */
@NullMarked
package io.longwire.ws.benchmarks;

import org.jspecify.annotations.NullMarked;
