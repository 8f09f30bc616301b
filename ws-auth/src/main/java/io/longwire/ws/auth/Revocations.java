package io.longwire.ws.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who was revoked lately: so that it reaches those too who are being authenticated meanwhile. Older ones need not be known, as no
 * authentication takes that long. Any thread; each call is short.
 */
final class Revocations {
    /** Longer than an admission and a first message may take by default, and by any sensible setting. */
    private static final long KEPT = Duration.ofMinutes(10).toNanos();

    private record Revocation(long number, long at) {}

    private final Map<String, Revocation> byName = new LinkedHashMap<>();
    private long last;

    /** What {@link #since} is to be asked with later. */
    synchronized long mark() {
        return last;
    }

    synchronized void add(String name, long nanoTime) {
        byName.remove(name); // so that the map stays in order of time
        byName.put(name, new Revocation(++last, nanoTime));
        byName.values().removeIf(old -> nanoTime - old.at() > KEPT);
    }

    synchronized boolean since(long mark, String name) {
        Revocation revocation = byName.get(name);
        return revocation != null && revocation.number() > mark;
    }
}
