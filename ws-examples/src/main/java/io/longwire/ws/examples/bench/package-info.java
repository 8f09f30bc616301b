/** A load on any echo server, and how long its answers take. */
@NullMarked
package io.longwire.ws.examples.bench;

import org.jspecify.annotations.NullMarked;
