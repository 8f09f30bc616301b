/** The engine: sessions, dispatch, routes. */
@NullMarked
package io.longwire.ws.runtime;

import org.jspecify.annotations.NullMarked;
