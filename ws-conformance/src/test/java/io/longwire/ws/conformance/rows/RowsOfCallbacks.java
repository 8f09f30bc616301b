package io.longwire.ws.conformance.rows;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.conformance.Frame;
import java.nio.ByteBuffer;

/** Section H, a handler that closes wherever it can. */
final class RowsOfCallbacks {
    private RowsOfCallbacks() {}

    static void declare(Rows rows) {
        rows.row(166, "close in onMessage, when sent, in onError and in onClose")
                .bothRoles()
                .handler(told -> new Closer(told, false))
                .when(Input.frames(Frame.text("in the message")), Course.closes(1000, ""))
                .when(
                        Input.frames(Frame.binary((byte) 1)),
                        Course.closes(1000, "").after(Frame.text("sent before")))
                .when(Input.frames(Frame.of(3, new byte[0])), Closes.of(Violation.RESERVED_OPCODE))
                .when(Input.frames(Frame.close(1001, "")), Course.answersClose(1001, ""))
                .when(play -> play.open().peer().fin(), Course.lost());
        rows.row(166, "close in onOpen")
                .bothRoles()
                .handler(told -> new Closer(told, true))
                .when(Play::open, Course.closes(1000, ""));
    }

    private record Closer(Told told, boolean atOnce) implements WebSocketHandler {
        @Override
        public void onOpen(WebSocket socket) {
            told.onOpen(socket);
            if (atOnce) {
                socket.close();
            }
        }

        @Override
        public void onText(WebSocket socket, String text) {
            socket.close();
            socket.close();
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            socket.sendText("sent before");
            socket.flushed().thenRun(socket::close);
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            socket.close();
            told.onError(socket, cause);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            socket.close();
            told.onClose(socket, how);
            socket.close();
        }
    }
}
