package io.longwire.ws.broadcast.spi;

import io.longwire.ws.broadcast.Position;
import java.nio.ByteBuffer;

/**
 * Something that was published.
 *
 * @param position where it stands, with its tag; {@link Position#NONE} when it is not kept
 * @param data as in {@link Outgoing}, read-only
 */
public record Stored(Position position, ByteBuffer data) {}
