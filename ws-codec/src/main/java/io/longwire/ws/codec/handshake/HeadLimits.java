package io.longwire.ws.codec.handshake;

/**
 * How much of a head is read before it is refused.
 *
 * @param requestLine bytes of the request line without its line end; one more is 414
 * @param head bytes of the whole head, line ends included; one more is 431
 * @param headers number of header lines; one more is 431
 */
public record HeadLimits(int requestLine, int head, int headers) {
    /** 4 KiB, 8 KiB and 100. */
    public static final HeadLimits DEFAULTS = new HeadLimits(4096, 8192, 100);

    /** @throws IllegalArgumentException when a limit is not positive */
    public HeadLimits {
        if (requestLine < 1 || head < 1 || headers < 1) {
            throw new IllegalArgumentException("a limit of the head is at least 1");
        }
    }
}
