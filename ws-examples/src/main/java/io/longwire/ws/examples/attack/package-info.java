/** A load of hostile clients against a server, and what well-behaved ones feel of it. */
@NullMarked
package io.longwire.ws.examples.attack;

import org.jspecify.annotations.NullMarked;
