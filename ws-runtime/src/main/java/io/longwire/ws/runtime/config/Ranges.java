package io.longwire.ws.runtime.config;

import java.time.Duration;
import java.util.Collection;

/** Ranges in the words of the {@code reference.conf} files, for example {@code 64 to 1 MiB} and {@code 10 ms to 24 h, or off}. */
final class Ranges {
    private static final String[] SIZES = {"", " KiB", " MiB", " GiB"};

    private Ranges() {}

    static String of(String low, String high, Collection<String> words) {
        StringBuilder text = new StringBuilder(low + " to " + high);
        words.forEach(word -> text.append(", or ").append(word));
        return text.toString();
    }

    static String count(int number) {
        return number == Integer.MAX_VALUE ? "unlimited" : String.valueOf(number);
    }

    static String decimal(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** In the largest unit that leaves no rest. */
    static String size(long bytes) {
        if (bytes == Long.MAX_VALUE) {
            return "unlimited";
        }
        int unit = 0;
        while (unit < SIZES.length - 1 && bytes != 0 && bytes % 1024 == 0) {
            bytes /= 1024;
            unit++;
        }
        return bytes + SIZES[unit];
    }

    /** In the largest unit that leaves no rest; a day is 24 h. */
    static String time(Duration time) {
        long millis = time.toMillis();
        if (millis % 1000 != 0) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 3600 != 0) {
            return seconds + " s";
        }
        long hours = seconds / 3600;
        return hours > 24 && hours % 24 == 0 ? hours / 24 + " d" : hours + " h";
    }
}
