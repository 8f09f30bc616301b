package io.longwire.ws.examples.chat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.broadcast.Topic;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection to a room. Its callbacks run one at a time, so its fields need no lock. */
final class ChatHandler implements WebSocketHandler {
    private final Rooms rooms;
    private final Function<String, Topic> topics;
    private final String room;
    private @Nullable Member member;

    ChatHandler(Rooms rooms, Function<String, Topic> topics, String room) {
        this.rooms = rooms;
        this.topics = topics;
        this.room = room;
    }

    @Override
    public void onText(WebSocket socket, String text) {
        ClientMessage message;
        try {
            message = ChatReader.read(text);
        } catch (BadMessage e) {
            socket.close(new CloseReason(1008, String.valueOf(e.getMessage())));
            return;
        }
        try {
            obey(socket, message);
        } catch (Refused refused) {
            String ref = message instanceof ClientMessage.Say say ? say.ref() : null;
            socket.sendText(ChatWriter.error(refused, ref));
        }
    }

    private void obey(WebSocket socket, ClientMessage message) throws Refused {
        if (message instanceof ClientMessage.Ping ping) {
            socket.sendText(ChatWriter.pong(ping.n()));
        } else if (message instanceof ClientMessage.Hello hello) {
            hello(socket, hello);
        } else if (member == null) {
            throw new Refused(Refused.Reason.HELLO_FIRST);
        } else if (message instanceof ClientMessage.Say say) {
            rooms.say(member, say.text(), say.ref());
        } else if (message instanceof ClientMessage.Rename rename) {
            rooms.rename(member, rename.name());
        }
    }

    private void hello(WebSocket socket, ClientMessage.Hello hello) throws Refused {
        if (member == null) {
            member = rooms.join(topics, room, hello.name(), hello.key(), hello.since(), socket);
        } else {
            socket.close(new CloseReason(1008, "hello is said once"));
        }
    }

    @Override
    public void onClose(WebSocket socket, Closed how) {
        if (member != null) {
            rooms.leave(member, socket);
        }
    }
}
