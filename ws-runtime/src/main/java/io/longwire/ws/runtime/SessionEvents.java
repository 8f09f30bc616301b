package io.longwire.ws.runtime;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import java.time.Duration;
import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** What JDK Flight Recorder is told of connections. Without a recording each costs a look at a flag. */
final class SessionEvents {
    private SessionEvents() {}

    @Name("io.longwire.ws.Handshake")
    @Label("Opening Handshake")
    @Description("From accept to the answer of an opening handshake, at a server")
    @Category("Longwire")
    @StackTrace(false)
    static final class Opening extends Event {
        @Label("Status")
        @Description("101 or the HTTP status of the refusal")
        int status;

        @Label("Endpoint")
        @Description("The endpoint's path as it was registered, empty when there was none")
        String endpoint = "";
    }

    @Name("io.longwire.ws.SlowHandler")
    @Label("Slow Handler")
    @Description("A handler held its event loop longer than ws.watchdog.limit")
    @Category("Longwire")
    @StackTrace(false)
    static final class SlowHandler extends Event {
        @Label("Connection")
        long connection;

        @Label("Path")
        String path = "";

        @Label("Held")
        @Description("How long the callback had been running when it was found")
        @Timespan
        long held;
    }

    @Name("io.longwire.ws.Overflow")
    @Label("Overflow")
    @Description("More waited to be sent than ws.outbound allows")
    @Category("Longwire")
    @StackTrace(false)
    static final class Overflow extends Event {
        @Label("Connection")
        long connection;

        @Label("Path")
        String path = "";

        @Label("Policy")
        String policy = "";

        @Label("Buffered")
        @DataAmount
        long buffered;
    }

    @Name("io.longwire.ws.Close")
    @Label("Close")
    @Description("A connection ended")
    @Category("Longwire")
    @StackTrace(false)
    static final class Close extends Event {
        @Label("Connection")
        long connection;

        @Label("Path")
        String path = "";

        @Label("Code")
        int code;

        @Label("Begun By")
        String by = "";

        @Label("Cause")
        @Description("The class of what went wrong, empty when nothing did")
        String cause = "";

        @Label("Open")
        @Timespan
        long open;

        @Label("Messages In")
        long messagesIn;

        @Label("Messages Out")
        long messagesOut;

        @Label("Bytes In")
        @DataAmount
        long bytesIn;

        @Label("Bytes Out")
        @DataAmount
        long bytesOut;

        @Label("Peak Buffered")
        @DataAmount
        long peakBuffered;
    }

    /** A connection was accepted; null when nobody records. */
    static @Nullable Opening accepted() {
        Opening event = new Opening();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    static void answered(@Nullable Opening event, int status, String endpoint) {
        if (event != null && event.shouldCommit()) {
            event.status = status;
            event.endpoint = endpoint;
            event.commit();
        }
    }

    static void slowHandler(WebSocket socket, Duration held) {
        SlowHandler event = new SlowHandler();
        if (event.shouldCommit()) {
            event.connection = socket.id();
            event.path = socket.handshake().path();
            event.held = held.toNanos();
            event.commit();
        }
    }

    static void overflow(Session session, io.longwire.ws.Overflow policy) {
        Overflow event = new Overflow();
        if (event.shouldCommit()) {
            event.connection = session.socket().id();
            event.path = session.handshake().path();
            event.policy = policy.name().toLowerCase(Locale.ROOT);
            event.buffered = session.socket().buffered();
            event.commit();
        }
    }

    static void closed(ConnectionRecord connection, Closed how) {
        Close event = new Close();
        if (event.shouldCommit()) {
            event.connection = connection.id();
            event.path = connection.path();
            event.code = how.code();
            event.by = how.by().name();
            event.cause = how.cause() == null ? "" : how.cause().getClass().getName();
            event.open = connection.open().toNanos();
            event.messagesIn = connection.messagesIn();
            event.messagesOut = connection.messagesOut();
            event.bytesIn = connection.bytesIn();
            event.bytesOut = connection.bytesOut();
            event.peakBuffered = connection.peakBufferedBytes();
            event.commit();
        }
    }
}
