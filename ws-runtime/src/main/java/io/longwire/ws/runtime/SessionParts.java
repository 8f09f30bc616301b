package io.longwire.ws.runtime;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.MessageEncoder;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.Gate;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.Wire;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a session is made of.
 *
 * @param workers where callbacks run, null for the loop
 * @param overflow what happens to messages when too much waits
 * @param extensions the extensions that were agreed on, in order
 * @param rsvBits the reserved bits that they own
 */
record SessionParts(
        LoopContext context,
        Wire wire,
        OpeningHandshake handshake,
        long id,
        ConnectionHandler handler,
        @Nullable Executor workers,
        Overflow overflow,
        boolean server,
        List<Extension> extensions,
        int rsvBits,
        List<Plugin> plugins,
        SessionListener listener) {

    private Role role() {
        return server ? Role.SERVER : Role.CLIENT;
    }

    Tally tally() {
        return new Tally(extensions.isEmpty() ? context.plain : context.extended);
    }

    WebSocketProtocol protocol(Session session, boolean parts) {
        SessionSettings settings = session.settings();
        Limits whole = extensions.isEmpty() ? settings.limits() : settings.encodedLimits();
        Limits limits = parts ? settings.streamLimits() : whole;
        return new WebSocketProtocol(role(), limits, parts, context.buffers, extensions, rsvBits, session);
    }

    Outbound output(Session session) {
        boolean plain = extensions.isEmpty();
        MessageEncoder encoder = plain
                ? context.encoder(role())
                : new MessageEncoder(role(), extensions, rsvBits, context.buffers, context.maskKeys);
        FrameWriter writer = new FrameWriter(wire, context.buffers, session.tally());
        return new Outbound(session, writer, encoder, server && plain);
    }

    void watchQuiet(Session session, WebSocketProtocol protocol) {
        for (Extension extension : extensions) {
            if (!extension.idleAfter().isZero()) {
                context.quiet.watch(new Quiet(session, protocol, extension));
            }
        }
    }

    /** Who stands before the handler. Two have no order in which they could. */
    Optional<Gate> gate(WebSocket socket) {
        if (!server || plugins.isEmpty()) {
            return Optional.empty();
        }
        return plugins.stream().flatMap(plugin -> plugin.gate(socket).stream()).reduce((one, other) -> {
            throw new IllegalStateException("two plug-ins take the first message: " + one + " and " + other);
        });
    }

    ConnectionWatcher watcher(WebSocket socket) {
        return Watchers.of(plugins, socket, context.loop);
    }
}
