/**
 * Fuzz targets, one for each parser of ws-codec. Each checks what holds for any bytes: only the exceptions that are promised,
 * events in their legal order, limits kept, no memory for a length that was only announced, and one verdict however the bytes are
 * cut.
 */
@NullMarked
package io.longwire.ws.fuzz;

import org.jspecify.annotations.NullMarked;
