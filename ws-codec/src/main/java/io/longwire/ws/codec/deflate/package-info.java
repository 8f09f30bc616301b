/** Compression, RFC 7692. */
@NullMarked
package io.longwire.ws.codec.deflate;

import org.jspecify.annotations.NullMarked;
