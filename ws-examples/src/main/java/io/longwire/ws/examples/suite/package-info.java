/** Meets conformance suites that play the server. */
@NullMarked
package io.longwire.ws.examples.suite;

import org.jspecify.annotations.NullMarked;
