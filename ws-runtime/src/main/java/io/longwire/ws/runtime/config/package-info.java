/** Reads HOCON; all of Typesafe Config is in this package. */
@NullMarked
package io.longwire.ws.runtime.config;

import org.jspecify.annotations.NullMarked;
