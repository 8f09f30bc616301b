package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import java.util.Objects;

/** A checked name; all that is known of the topic is in {@link LocalTopics}. */
record LocalTopic(LocalTopics topics, String name) implements Topic {
    @Override
    public Subscription subscribe(WebSocket socket) {
        Overflow own = socket.overflow();
        return subscribe(socket, own == Overflow.BLOCK ? Overflow.DISCONNECT : own);
    }

    @Override
    public Subscription subscribe(WebSocket socket, Overflow overflow) {
        if (overflow == Overflow.BLOCK) {
            throw new IllegalArgumentException("publications are sent on event loops, which must not block");
        }
        return topics.member(socket).subscribe(name, overflow);
    }

    @Override
    public boolean unsubscribe(WebSocket socket) {
        return topics.member(socket).unsubscribe(name);
    }

    @Override
    public boolean publish(Message message) {
        return topics.publish(name, Objects.requireNonNull(message, "message"), null);
    }

    @Override
    public boolean publish(Message message, WebSocket except) {
        return topics.publish(name, Objects.requireNonNull(message, "message"), topics.member(except));
    }

    @Override
    public int size() {
        return topics.subscribers(name);
    }

    @Override
    public String toString() {
        return "Topic[" + name + "]";
    }
}
