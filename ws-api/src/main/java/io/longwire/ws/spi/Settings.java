package io.longwire.ws.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subtree of the configuration: what a provider may be set to. Keys are relative to the subtree; every key stands in the
 * {@code reference.conf} of the provider's jar, so each has a value (which may be {@code null} for "no default").
 *
 * <p>A value that is missing, of the wrong type or out of range stops the start with its file, line and the range. Ranges are
 * inclusive.
 */
public interface Settings {
    /** Whether the key has a value other than {@code null} and {@code off}. */
    boolean isSet(String key);

    /**
     * Whether the value is a word that the key may have besides its range, for example {@code auto}. The sentence that refuses
     * another value names it, so ask before the range is read.
     */
    default boolean isWord(String key, String word) {
        return text(key).equals(word);
    }

    /** True or false ({@code yes}, {@code no}, {@code on}, {@code off} too). */
    boolean flag(String key);

    /** A whole number; with {@link Integer#MAX_VALUE} as {@code max} it may be {@code unlimited}, which is that number. */
    int number(String key, int min, int max);

    /** A number. */
    double decimal(String key, double min, double max);

    /** A size in bytes, for example {@code 64 KiB}; with {@link Long#MAX_VALUE} as {@code max} it may be {@code unlimited}. */
    long bytes(String key, long min, long max);

    /** A time, for example {@code 10 s}. */
    Duration duration(String key, Duration min, Duration max);

    /** A time, or empty for {@code off} and {@code null}. */
    Optional<Duration> optionalDuration(String key, Duration min, Duration max);

    /** A text. */
    String text(String key);

    /** One of the given words. */
    String oneOf(String key, List<String> words);

    /** A list of texts; in one text they are parted by commas. */
    List<String> texts(String key);

    /** The subtree under a key. */
    Settings at(String key);

    /**
     * The subtrees in this one, by name, where the names are the user's own. Where one of them is called {@code default} it tells which keys
     * the others may have, and the value of those that they leave out.
     */
    default Map<String, Settings> blocks() {
        return Map.of();
    }

    /**
     * Refuses a combination that cannot work, with the place where the key was set. Whether the exception is thrown or not, what
     * is wrong stops the start when all was read.
     *
     * @param key the key to point at
     * @param sentence what is wrong and what would be right
     * @return an exception to throw
     */
    RuntimeException refuse(String key, String sentence);
}
