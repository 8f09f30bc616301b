package io.longwire.ws.runtime;

import io.longwire.ws.AsyncHandler;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.MessageKind;
import io.longwire.ws.StreamHandler;
import io.longwire.ws.Utf8Handler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How a message reaches a handler of each kind. */
enum HandlerKind {
    /** Text as a String. */
    STRING {
        @Override
        @Nullable
        CompletionStage<?> call(
                ConnectionHandler handler,
                WebSocket socket,
                MessageKind kind,
                ByteBuffer payload,
                boolean ascii,
                boolean last,
                LoopContext context) {
            WebSocketHandler callee = (WebSocketHandler) handler;
            if (kind == MessageKind.TEXT) {
                callee.onText(socket, Text.decode(payload, ascii, context));
            } else {
                callee.onBinary(socket, payload);
            }
            return null;
        }
    },
    /** Text as validated bytes. */
    UTF8 {
        @Override
        @Nullable
        CompletionStage<?> call(
                ConnectionHandler handler,
                WebSocket socket,
                MessageKind kind,
                ByteBuffer payload,
                boolean ascii,
                boolean last,
                LoopContext context) {
            Utf8Handler callee = (Utf8Handler) handler;
            if (kind == MessageKind.TEXT) {
                callee.onText(socket, payload);
            } else {
                callee.onBinary(socket, payload);
            }
            return null;
        }
    },
    /** The next message comes when the stage is complete. */
    ASYNC {
        @Override
        @Nullable
        CompletionStage<?> call(
                ConnectionHandler handler,
                WebSocket socket,
                MessageKind kind,
                ByteBuffer payload,
                boolean ascii,
                boolean last,
                LoopContext context) {
            AsyncHandler callee = (AsyncHandler) handler;
            return kind == MessageKind.TEXT
                    ? callee.onText(socket, Text.decode(payload, ascii, context))
                    : callee.onBinary(socket, payload);
        }
    },
    /** Parts as they arrive. */
    STREAM {
        @Override
        @Nullable
        CompletionStage<?> call(
                ConnectionHandler handler,
                WebSocket socket,
                MessageKind kind,
                ByteBuffer payload,
                boolean ascii,
                boolean last,
                LoopContext context) {
            StreamHandler callee = (StreamHandler) handler;
            if (kind == MessageKind.TEXT) {
                callee.onText(socket, payload, last);
            } else {
                callee.onBinary(socket, payload, last);
            }
            return null;
        }
    };

    /** Delivers; the stage to wait for, if the kind has one. */
    abstract @Nullable CompletionStage<?> call(
            ConnectionHandler handler,
            WebSocket socket,
            MessageKind kind,
            ByteBuffer payload,
            boolean ascii,
            boolean last,
            LoopContext context);

    static HandlerKind of(ConnectionHandler handler) {
        if (handler instanceof WebSocketHandler) {
            return STRING;
        } else if (handler instanceof Utf8Handler) {
            return UTF8;
        } else if (handler instanceof AsyncHandler) {
            return ASYNC;
        }
        return STREAM;
    }
}
