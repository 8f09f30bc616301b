/** An in-memory transport, a manual clock, and the contracts of transports and plug-ins. */
@NullMarked
package io.longwire.ws.testkit;

import org.jspecify.annotations.NullMarked;
