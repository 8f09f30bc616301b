package io.longwire.ws.broadcast.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.longwire.ws.broadcast.BackplaneAway;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a failure of Redis means. */
final class Failures {
    /** Refused before anything was done. Redis 6 wraps what a script ran into in a sentence, in which the word follows a dash. */
    private static final Pattern REFUSED =
            Pattern.compile("(?:^|-)(?:LOADING|BUSY|READONLY|MASTERDOWN|CLUSTERDOWN|MOVED|ASK"
                    + "|CROSSSLOT|TRYAGAIN|OOM|MISCONF|NOREPLICAS|NOAUTH|NOPERM|NOSCRIPT)\\b");

    private static final Pattern READ_ONLY = Pattern.compile("(?:^|-)READONLY\\b");

    private static final Pattern CREDENTIALS =
            Pattern.compile("^(?:WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR AUTH|ERR Client sent AUTH)");

    private Failures() {}

    /** {@link BackplaneAway} when nothing was done; otherwise it is not known. */
    static Throwable of(Throwable failure) {
        Throwable cause = unwrapped(failure);
        String message = message(cause);
        return REFUSED.matcher(message).find() ? new BackplaneAway("Redis refuses: " + message, cause) : cause;
    }

    /** Fit to be logged: the sentences alone, without what an old Redis repeats of a command it does not know, passwords too. */
    static Throwable told(@Nullable Throwable failure) {
        StringBuilder sentence = new StringBuilder("Redis is away");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = message(cause);
            int arguments = message.indexOf("with args");
            sentence.append(": ").append(arguments < 0 ? message : message.substring(0, arguments));
        }
        return new BackplaneAway(sentence.toString());
    }

    static boolean isTimeout(Throwable failure) {
        return unwrapped(failure) instanceof RedisCommandTimeoutException;
    }

    /** Whether the master is another now, which Sentinels know. */
    static boolean isElsewhere(Throwable failure) {
        return READ_ONLY.matcher(message(unwrapped(failure))).find();
    }

    /** Whether somebody has to do something before it can work. */
    static boolean isLasting(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException
                    || cause instanceof NotSupported
                    || CREDENTIALS.matcher(message(cause)).find()) {
                return true;
            }
        }
        return false;
    }

    /** Of a Redis that this backplane cannot work with. */
    static final class NotSupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotSupported(String message) {
            super(message);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
