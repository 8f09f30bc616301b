/** RFC 6455 without input and output. */
@NullMarked
package io.longwire.ws.codec;

import org.jspecify.annotations.NullMarked;
