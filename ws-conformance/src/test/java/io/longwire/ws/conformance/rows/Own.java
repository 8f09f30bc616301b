package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.valid;

import io.longwire.ws.Closed;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.conformance.Frame;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A handler of a row's own, beside the one that writes down: what is not overridden is passed on to that. Servers only. */
class Own implements WebSocketHandler {
    static final String PATH = "/own";

    private final Told told;

    Own(Told told) {
        this.told = told;
    }

    /** Serves it at {@link #PATH}. */
    static BiConsumer<WebSocketServer.Builder, Supplier<Told>> handler(Dispatch dispatch, Function<Told, Own> own) {
        return (builder, told) -> builder.endpoint(PATH, dispatch, () -> own.apply(told.get()));
    }

    /** Opens a connection to it, and sends frames. */
    static Input frames(Frame... frames) {
        return play -> open(play).send(frames);
    }

    /** Opens a connection to it. */
    static Play open(Play play) throws Exception {
        play.answered();
        play.say(valid().target(PATH));
        new Opens().judge(Answer.of(play.peer().readHead()));
        return play;
    }

    /** Opens a connection to it of a peer that takes nothing more from then on, and sends a text. */
    static void deaf(Play play, Peer peer, String text) throws Exception {
        play.answered();
        peer.send(valid().target(PATH).toString());
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append(peer.sip(1));
        }
        new Opens().judge(Answer.of(head.toString()));
        peer.send(Frame.text(text));
        play.settle();
    }

    @Override
    public void onOpen(WebSocket socket) {
        told.onOpen(socket);
    }

    @Override
    public void onText(WebSocket socket, String text) {
        told.onText(socket, text);
    }

    @Override
    public void onBinary(WebSocket socket, ByteBuffer data) {
        told.onBinary(socket, data);
    }

    @Override
    public void onError(WebSocket socket, Throwable cause) {
        told.onError(socket, cause);
    }

    @Override
    public void onClose(WebSocket socket, Closed how) {
        told.onClose(socket, how);
    }
}
