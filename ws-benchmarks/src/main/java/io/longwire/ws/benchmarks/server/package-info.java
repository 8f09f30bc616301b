/** Echo servers of few lines, ours and others', each to run in a process of its own. */
@NullMarked
package io.longwire.ws.benchmarks.server;

import org.jspecify.annotations.NullMarked;
