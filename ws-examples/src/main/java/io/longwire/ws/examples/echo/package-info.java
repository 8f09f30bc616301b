/** An echo and a broadcast, for conformance suites and load tools. */
@NullMarked
package io.longwire.ws.examples.echo;

import org.jspecify.annotations.NullMarked;
