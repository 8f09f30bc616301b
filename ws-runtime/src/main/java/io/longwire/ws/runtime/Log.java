package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.Plugin;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * The engine's log. A peer's fault is a fixed sentence with the connection's id and address: no payload, no header value, no
 * stack trace. An application's fault has its stack trace.
 */
final class Log {
    private static final System.Logger LOGGER = System.getLogger("io.longwire.ws");
    private static final System.Logger CONNECTIONS = System.getLogger("io.longwire.ws.connections");

    private Log() {}

    static void handlerFailed(WebSocket socket, Throwable failure) {
        LOGGER.log(Level.WARNING, "A handler threw; connection " + socket.id() + " is closed with 1011", failure);
    }

    static void lateFailure(WebSocket socket, Throwable failure) {
        LOGGER.log(Level.WARNING, "A handler threw when connection " + socket.id() + " had ended", failure);
    }

    /** The stack is the application's: it says what the loop was held by. */
    static void slowHandler(WebSocket socket, Duration held, StackTraceElement[] stack) {
        Throwable there = new Throwable("the event loop is here");
        there.setStackTrace(stack);
        LOGGER.log(
                Level.WARNING,
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
        CONNECTIONS.log(
                Level.DEBUG,
                "closed connection=" + connection.id() + " remote=" + connection.remote() + " by=" + how.by() + " code="
                        + how.code() + " cause="
                        + (cause == null ? "-" : cause.getClass().getSimpleName()) + " open="
                        + connection.open().toMillis() + "ms in=" + connection.messagesIn() + "/" + connection.bytesIn()
                        + " out=" + connection.messagesOut() + "/" + connection.bytesOut() + " peak="
                        + connection.peakBufferedBytes() + facts);
    }

    static void openFailed(String path, Throwable failure) {
        LOGGER.log(Level.WARNING, "The endpoint " + path + " could not make a handler; 500 was answered", failure);
    }

    static void sessionFailed(Throwable failure) {
        LOGGER.log(Level.WARNING, "A plug-in or extension failed as a connection opened; it is closed", failure);
    }

    static void pluginFailed(Plugin plugin, Throwable failure) {
        LOGGER.log(Level.WARNING, "The plug-in " + plugin.getClass().getName() + " failed", failure);
    }

    static void pluginLeftBehind(Plugin plugin, Duration limit) {
        LOGGER.log(
                Level.WARNING,
                "The plug-in " + plugin.getClass().getName() + " has not stopped within " + limit.toSeconds()
                        + " s; it is left behind");
    }

    static void oddSetting(String sentence) {
        LOGGER.log(Level.WARNING, sentence);
    }

    static void acceptFailed(Throwable failure) {
        LOGGER.log(Level.WARNING, "Connections cannot be accepted for a while: " + failure);
    }

    /** One line for each refusal, for those who turn it on. The sentence is fixed. */
    static void refused(SocketAddress remote, Refused refused) {
        if (LOGGER.isLoggable(Level.DEBUG)) {
            LOGGER.log(
                    Level.DEBUG,
                    "A request was refused with " + refused.status() + " (" + remote + "): " + refused.sentence());
        }
    }

    static void warn(String sentence) {
        LOGGER.log(Level.WARNING, sentence);
    }

    static void fewDescriptors(int wanted, int most) {
        LOGGER.log(
                Level.WARNING,
                "ws.limits.connections = " + wanted + ", but the process may have descriptors for " + most
                        + " connections only, which is the limit now. Raise the limit of open files (ulimit -n).");
    }

    static void stopped(int ended, int cut) {
        LOGGER.log(Level.INFO, "Stopped: " + ended + " connections closed, " + cut + " of them cut");
    }
}
