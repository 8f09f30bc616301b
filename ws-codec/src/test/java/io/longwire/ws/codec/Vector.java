package io.longwire.ws.codec;

import java.util.List;

/**
 * A line of {@code vectors.txt}: what a peer sends, and all that comes of it. The grammar is at the top of that file.
 *
 * @param name what it shows
 * @param role the role of the side that reads it
 * @param setup the limits and the extension it is read with
 * @param bytes what the peer sends
 * @param events what comes of it, as {@link EventLog} writes it
 */
public record Vector(String name, Role role, Setup setup, byte[] bytes, List<String> events) {
    /** The {@code @} line that a vector stands under. */
    public record Setup(Limits limits, boolean extended) {}

    @Override
    public String toString() {
        return name + " (" + role + ")";
    }
}
