package io.longwire.ws.reconnect;

import io.longwire.ws.Closed;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.Initiator;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why there is no connection. */
public sealed interface Loss {
    /**
     * A connection was there and has ended. It may come again, unless this side closed it in order, or the code says that it
     * would end the same way: 1000, 1002, 1003, 1007, 1008, 1009, 1010.
     */
    record Ended(Closed how) implements Loss {
        private static final Set<Integer> FINAL = Set.of(1000, 1002, 1003, 1007, 1008, 1009, 1010);
        private static final Pattern ADVICE = Pattern.compile("(?i)retry-after *[:=] *(\\d{1,6})\\b");

        @Override
        public boolean isPassing() {
            boolean wanted = how.by() == Initiator.LOCAL && how.cause() == null;
            return !wanted && !FINAL.contains(how.code());
        }

        /** Of {@code Retry-After: SECONDS} in the text of a Close frame with code 1012 or 1013. */
        @Override
        public Optional<Duration> retryAfter() {
            Matcher advice = ADVICE.matcher(how.text());
            return (how.code() == 1012 || how.code() == 1013) && advice.find()
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(advice.group(1))))
                    : Optional.empty();
        }
    }

    /**
     * The server, or a proxy, refused the opening handshake, or answered it wrongly or not. That may pass, unless the answer was a
     * redirect, or a 4xx other than 408, 425 and 429.
     */
    record Refused(HandshakeFailed why) implements Loss {
        private static final Set<Integer> PASSING = Set.of(408, 425, 429);

        @Override
        public boolean isPassing() {
            int status = why.status();
            return status < 300 || status > 499 || PASSING.contains(status);
        }

        @Override
        public Optional<Duration> retryAfter() {
            return why.retryAfter();
        }
    }

    /** There was no server to ask, or no address: names, networks, and what {@link ReconnectHandler#target} failed with. */
    record Unreachable(Throwable why) implements Loss {
        /** A mistake of the caller, such as a URI that is none, does not pass. */
        @Override
        public boolean isPassing() {
            return !(why instanceof IllegalArgumentException);
        }
    }

    /** Whether another attempt may go better: what {@link ReconnectHandler#again} says unless the application knows more. */
    boolean isPassing();

    /** How long the server asks to wait; empty when it does not. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** What an attempt failed with. */
    static Loss of(Throwable failure) {
        return failure instanceof HandshakeFailed refused ? new Refused(refused) : new Unreachable(failure);
    }
}
