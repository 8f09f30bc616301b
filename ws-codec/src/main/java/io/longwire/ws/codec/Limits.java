package io.longwire.ws.codec;

/**
 * What a peer may send. Maxima are inclusive; {@link Long#MAX_VALUE} stands for "unlimited".
 *
 * @param frame the most bytes in the payload of one data frame, 1 or more
 * @param message the most bytes in one message after decoding, 1 or more. A message that is delivered whole never has more
 *     than {@link Integer#MAX_VALUE}
 * @param fragments the most frames of one message, empty ones counted, 1 or more
 * @param inflateRatio how many times its size an encoded message may grow; judged once more than {@link #RATIO_FREE} bytes
 *     came out of it; 0 for never
 */
public record Limits(long frame, long message, int fragments, int inflateRatio) {
    /** So many decoded bytes of a message are not judged by their ratio: small messages of one letter compress very well. */
    public static final int RATIO_FREE = 64 * 1024;

    /** No limits but those of memory. */
    public static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 0);

    /** @throws IllegalArgumentException when a value is out of its range */
    public Limits {
        if (frame < 1 || message < 1 || fragments < 1 || inflateRatio < 0) {
            throw new IllegalArgumentException("limits must be positive: frame " + frame + ", message " + message
                    + ", fragments " + fragments + ", inflate ratio " + inflateRatio);
        }
    }
}
