package io.longwire.ws;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 9110, 10.2.3: {@code Retry-After = HTTP-date / delay-seconds}. */
final class RetryAfter {
    private RetryAfter() {}

    /** @param headers names in lower case */
    static Optional<Duration> of(Map<String, List<String>> headers) {
        return one(headers, "retry-after")
                .flatMap(value -> value.matches("\\d{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : until(value, headers));
    }

    private static Optional<Duration> until(String date, Map<String, List<String>> headers) {
        return date(date)
                .flatMap(then -> one(headers, "date").flatMap(RetryAfter::date).map(now -> Duration.between(now, then)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> one(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0).strip()) : Optional.empty();
    }
}
