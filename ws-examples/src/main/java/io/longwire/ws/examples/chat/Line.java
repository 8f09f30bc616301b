package io.longwire.ws.examples.chat;

import org.jspecify.annotations.Nullable;

/**
 * Something that was said in a room.
 *
 * @param id its number in the room's epoch, from 1, without holes
 * @param from the member's id
 * @param name the member's name when it was said
 * @param time milliseconds since 1970
 * @param ref the sender's own reference
 */
record Line(
        long id,
        String from,
        String name,
        String text,
        long time,
        @Nullable String ref) {}
