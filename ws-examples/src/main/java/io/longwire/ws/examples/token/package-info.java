/** The command {@code token}: keys, and tokens signed with them. */
@NullMarked
package io.longwire.ws.examples.token;

import org.jspecify.annotations.NullMarked;
