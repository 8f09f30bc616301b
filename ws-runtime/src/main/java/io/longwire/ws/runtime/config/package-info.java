/** All of Typesafe Config. */
@NullMarked
package io.longwire.ws.runtime.config;

import org.jspecify.annotations.NullMarked;
