/**
 * An extension that sends what differs from the message before. Prices, positions and states that are sent again and again
 * differ in a few bytes.
 *
 * <p>The payload of a message with RSV2 is a row of steps: how many bytes are those of the message before at the same place,
 * how many are new, and the new ones. Both counts are variable-length integers of 7 bits a byte, the lowest first, with the
 * high bit set on all but the last. A message without RSV2 is as it is; it is remembered all the same.
 */
@NullMarked
package org.example.delta;

import org.jspecify.annotations.NullMarked;
