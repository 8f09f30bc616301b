/** A transport made of Netty's sockets. */
@NullMarked
package io.longwire.ws.transport.netty;

import org.jspecify.annotations.NullMarked;
