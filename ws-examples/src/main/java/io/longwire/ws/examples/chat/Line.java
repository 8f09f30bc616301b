package io.longwire.ws.examples.chat;

import io.longwire.ws.Message;
import java.nio.charset.StandardCharsets;

/**
 * Something that was said in a room, as the topic keeps it.
 *
 * @param id its number in the room's epoch, from 1, without holes: the offset of its publication
 * @param fields the rest, as the inside of a JSON object
 */
record Line(long id, String fields) {
    static Line of(long id, Message kept) {
        return new Line(id, StandardCharsets.UTF_8.decode(kept.payload()).toString());
    }
}
