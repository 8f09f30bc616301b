package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.Plugin;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The engine's log. A peer's fault is a fixed sentence with the connection's id and address: no payload, no header value, no
 * stack trace. An application's fault has its stack trace.
 */
final class Log {
    private static final System.Logger LOGGER = System.getLogger("io.longwire.ws");
    private static final System.Logger CONNECTIONS = System.getLogger("io.longwire.ws.connections");

    private Log() {}

    private static void log(String text) {
        log(text, null);
    }

    private static void log(String text, @Nullable Throwable failure) {
        log(LOGGER, Level.WARNING, text, failure);
    }

    private static void log(System.Logger logger, Level level, String text) {
        log(logger, level, text, null);
    }

    /** A logger that throws, for example because a disk is full, is no connection's fault; and there is nobody to tell. */
    private static void log(System.Logger logger, Level level, String text, @Nullable Throwable failure) {
        try {
            logger.log(level, text, failure);
        } catch (RuntimeException nowhereToLog) {
            return;
        }
    }

    /** @param held failures that were not logged since the last one that was */
    static void handlerFailed(WebSocket socket, String state, long held, Throwable failure) {
        String others = held == 0 ? "" : "; " + held + " more have failed since the last such line";
        log("A handler threw; connection " + socket.id() + " " + state + others, failure);
    }

    /** The stack is the application's: it says what the loop was held by. */
    static void slowHandler(WebSocket socket, Duration held, StackTraceElement[] stack) {
        Throwable there = new Throwable("the event loop is here");
        there.setStackTrace(stack);
        log(
                "A handler has held its event loop for " + held.toMillis() + " ms (connection " + socket.id()
                        + ", path " + socket.handshake().path() + "); what may block belongs on Dispatch.WORKER",
                there);
    }

    /** One line for each connection, for those who turn it on. */
    static void ended(ConnectionRecord connection, Closed how) {
        if (!CONNECTIONS.isLoggable(Level.DEBUG)) {
            return;
        }
        Throwable cause = how.cause();
        StringBuilder facts = new StringBuilder();
        connection
                .facts()
                .forEach((name, value) ->
                        facts.append(' ').append(name).append('=').append(value));
        log(
                CONNECTIONS,
                Level.DEBUG,
                "closed connection=" + connection.id() + " remote=" + connection.remote() + " by=" + how.by() + " code="
                        + how.code() + " cause="
                        + (cause == null ? "-" : cause.getClass().getSimpleName()) + " open="
                        + connection.open().toMillis() + "ms in=" + connection.messagesIn() + "/" + connection.bytesIn()
                        + " out=" + connection.messagesOut() + "/" + connection.bytesOut() + " peak="
                        + connection.peakBufferedBytes() + facts);
    }

    static void openFailed(String path, Throwable failure) {
        log("The endpoint " + path + " could not make a handler; 500 was answered", failure);
    }

    static void sessionFailed(Throwable failure) {
        log("A plug-in or extension failed as a connection opened; it is closed", failure);
    }

    static void pluginWarns(String plugin, String sentence, long held) {
        log("The plug-in " + plugin + " says: " + sentence
                + (held == 0 ? "" : " (" + held + " more since the last such line)"));
    }

    static void pluginFailed(Plugin plugin, Throwable failure) {
        log("The plug-in " + plugin.getClass().getName() + " failed", failure);
    }

    /** @param meter an application's */
    static void meterFailed(Meter meter, Throwable failure) {
        log(
                "The meter " + meter.getClass().getName()
                        + " failed; what it throws from now on is dropped without a line",
                failure);
    }

    static void pluginLeftBehind(Plugin plugin, Duration limit) {
        log("The plug-in " + plugin.getClass().getName() + " has not stopped within " + limit.toSeconds()
                + " s; it is left behind");
    }

    static void oddSetting(String sentence) {
        log(sentence);
    }

    static void acceptFailed(Throwable failure) {
        log("Connections cannot be accepted for a while: " + failure);
    }

    /** One line for each refusal, for those who turn it on. The sentence is fixed. */
    static void refused(SocketAddress remote, Refused refused) {
        if (LOGGER.isLoggable(Level.DEBUG)) {
            log(
                    LOGGER,
                    Level.DEBUG,
                    "A request was refused with " + refused.status() + " (" + remote + "): " + refused.sentence());
        }
    }

    static void warn(String sentence) {
        log(sentence);
    }

    static void fewDescriptors(int wanted, int most) {
        log("ws.limits.connections = " + wanted + ", but the process may have descriptors for " + most
                + " connections only, which is the limit now. Raise the limit of open files (ulimit -n).");
    }

    static void heapFull(long used, long most, Duration rest) {
        log("After a garbage collection " + (used >> 20) + " MiB of a heap of " + (most >> 20)
                + " MiB are in use, more than ws.limits.heap allows: no connection is let in for " + rest.toSeconds()
                + " s. Give the JVM more memory (-Xmx), or lower what connections may hold.");
    }

    static void handlersInterrupted(Duration limit) {
        log("Handlers have not finished within " + limit.toSeconds()
                + " s after the last connection ended; they are interrupted");
    }

    static void progressFailed(Throwable failure) {
        log("The listener of a stop's progress failed", failure);
    }

    static void stopped(int ended, int cut) {
        log(LOGGER, Level.INFO, "Stopped: " + ended + " connections closed, " + cut + " of them cut");
    }
}
