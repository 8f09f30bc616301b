/** The opening handshake, RFC 6455 section 4. */
@NullMarked
package io.longwire.ws.codec.handshake;

import org.jspecify.annotations.NullMarked;
