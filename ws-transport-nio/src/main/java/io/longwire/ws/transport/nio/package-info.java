/** A transport made of the JDK's selectors. */
@NullMarked
package io.longwire.ws.transport.nio;

import org.jspecify.annotations.NullMarked;
