package io.longwire.ws.examples.chat;

/** A bucket of tokens: so many at once, then one per interval. Not thread-safe. */
final class RateLimit {
    private final int burst;
    private final long intervalNanos;
    private double tokens;
    private long last;

    RateLimit(int burst, long intervalNanos, long nowNanos) {
        this.burst = burst;
        this.intervalNanos = intervalNanos;
        this.tokens = burst;
        this.last = nowNanos;
    }

    /** Takes a token: 0 when there was one, else after how many milliseconds there will be. */
    long take(long nowNanos) {
        tokens = Math.min(burst, tokens + (double) (nowNanos - last) / intervalNanos);
        last = nowNanos;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - tokens) * intervalNanos / 1_000_000));
    }
}
