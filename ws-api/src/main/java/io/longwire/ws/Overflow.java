package io.longwire.ws;

/**
 * What happens to a message when too much waits for its connection already: more than {@code ws.outbound.max} bytes (1 MiB by
 * default), or more than {@code ws.outbound.high-mark} (64 KiB) for longer than {@code ws.outbound.stall-timeout} (10 s).
 *
 * <p>What waits is looked at before a message is added, so one of any size is accepted when there is room at all. Control
 * frames are not concerned. Every message that is dropped is counted ({@code ws.outbound.dropped}).
 */
public enum Overflow {
    /**
     * The peer counts as a slow consumer: what waits is dropped, a Close frame with code 1013 is tried, and at most a second
     * later the connection is reset. The default.
     */
    DISCONNECT,

    /**
     * The new message is refused: {@code send...} returns false. After the stall timeout that begins at the high mark, until
     * what waits has fallen below the low mark.
     */
    DROP_NEWEST,

    /**
     * The new message is accepted, and the oldest ones that were sent with this policy and wait make room for it; {@link
     * WebSocket#flushed()} tells of them. After the stall timeout that begins at the high mark, until what waits has fallen
     * below the low mark.
     */
    DROP_OLDEST,

    /**
     * Of messages with an equal {@linkplain Message#conflatedBy key} only the newest waits, in the place of the first, from the
     * moment on that the socket takes no more. {@link WebSocket#flushed()} tells of those that were replaced. A message that finds
     * no place taken and too much waiting is treated as by {@link #DISCONNECT}; the stall timeout is not.
     */
    CONFLATE,

    /**
     * The sending thread waits for room, for the stall timeout at most; then {@code send...} returns false. For threads that may
     * block alone: on an event loop, so in every callback of {@link Dispatch#EVENT_LOOP}, it is an {@link
     * IllegalStateException} when there is no room.
     */
    BLOCK
}
