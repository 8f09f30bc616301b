/** Many connections that say nothing: whether one server holds them, what each costs, and whether all end in order. */
@NullMarked
package io.longwire.ws.examples.idle;

import org.jspecify.annotations.NullMarked;
