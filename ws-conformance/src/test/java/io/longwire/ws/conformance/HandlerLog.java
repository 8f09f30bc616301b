package io.longwire.ws.conformance;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.Closed;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.Utf8Handler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.codec.EventLog;
import io.longwire.ws.codec.ProtocolException;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes down what one connection's handler is told, and the Pongs, of which only watchers are told. */
final class HandlerLog {
    private static final AttributeKey<HandlerLog> KEY = AttributeKey.of("handler-log");

    private final Dispatch dispatch;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<WebSocket> open = new CompletableFuture<>();
    private final CompletableFuture<List<String>> ended = new CompletableFuture<>();

    HandlerLog(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    /** Everything, when the connection has ended. */
    List<String> await() throws Exception {
        return ended.get(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The connection, when it is open. */
    WebSocket socket() throws Exception {
        return open.get(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** There will be no connection. */
    void failed(Throwable cause) {
        ended.completeExceptionally(cause);
    }

    ConnectionHandler strings() {
        return new WebSocketHandler() {
            @Override
            public void onOpen(WebSocket socket) {
                opened(socket);
            }

            @Override
            public void onText(WebSocket socket, String text) {
                lines.add(EventLog.event("text", StandardCharsets.UTF_8.encode(text)));
            }

            @Override
            public void onBinary(WebSocket socket, ByteBuffer data) {
                lines.add(EventLog.event("binary", data));
            }

            @Override
            public void onError(WebSocket socket, Throwable cause) {
                error(cause);
            }

            @Override
            public void onClose(WebSocket socket, Closed how) {
                closed(how);
            }
        };
    }

    ConnectionHandler utf8() {
        return new Utf8Handler() {
            @Override
            public void onOpen(WebSocket socket) {
                opened(socket);
            }

            @Override
            public void onText(WebSocket socket, ByteBuffer utf8) {
                lines.add(EventLog.event("text", utf8));
            }

            @Override
            public void onBinary(WebSocket socket, ByteBuffer data) {
                lines.add(EventLog.event("binary", data));
            }

            @Override
            public void onError(WebSocket socket, Throwable cause) {
                error(cause);
            }

            @Override
            public void onClose(WebSocket socket, Closed how) {
                closed(how);
            }
        };
    }

    private void opened(WebSocket socket) {
        socket.attribute(KEY, this);
        open.complete(socket);
    }

    private void error(Throwable cause) {
        lines.add("error " + (cause instanceof ProtocolException broken ? broken.violation() : cause));
    }

    private void closed(Closed how) {
        lines.add("closed " + how.code() + " " + how.text() + " by " + how.by());
        ended.complete(List.copyOf(lines));
    }

    /** Writes Pongs into the log of their connection, if its handler lives on the loop: else they have no order with messages. */
    static final class Pongs implements PluginProvider {
        @Override
        public String name() {
            return "pongs";
        }

        @Override
        public Plugin create(PluginContext context) {
            return new Plugin() {
                @Override
                public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                    return new ConnectionWatcher() {
                        @Override
                        public void onPong(ByteBuffer payload) {
                            HandlerLog log = socket.attribute(KEY);
                            if (log != null && log.dispatch == Dispatch.EVENT_LOOP) {
                                log.lines.add(EventLog.event("pong", payload));
                            }
                        }
                    };
                }
            };
        }
    }
}
