package io.longwire.ws.examples.chat;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.broadcast.Subscription;
import io.longwire.ws.broadcast.Topic;
import java.util.LinkedHashSet;
import java.util.Set;

/** A topic that hands messages over at once, or refuses them. */
final class FakeTopic implements Topic {
    private final String name;
    private final Set<WebSocket> subscribers = new LinkedHashSet<>();
    private boolean overloaded;

    FakeTopic(String name) {
        this.name = name;
    }

    Set<WebSocket> subscribers() {
        return subscribers;
    }

    void overloaded(boolean refuses) {
        overloaded = refuses;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Subscription subscribe(WebSocket socket, Overflow overflow) {
        return subscribe(socket);
    }

    @Override
    public Subscription subscribe(WebSocket socket) {
        subscribers.add(socket);
        return new Subscription() {
            @Override
            public String topic() {
                return name;
            }

            @Override
            public boolean isActive() {
                return subscribers.contains(socket);
            }

            @Override
            public void unsubscribe() {
                subscribers.remove(socket);
            }
        };
    }

    @Override
    public boolean unsubscribe(WebSocket socket) {
        return subscribers.remove(socket);
    }

    @Override
    public boolean publish(Message message) {
        if (!overloaded) {
            subscribers.forEach(s -> s.send(message));
        }
        return !overloaded;
    }

    @Override
    public boolean publish(Message message, WebSocket except) {
        if (!overloaded) {
            subscribers.stream().filter(s -> s != except).forEach(s -> s.send(message));
        }
        return !overloaded;
    }

    @Override
    public int size() {
        return subscribers.size();
    }
}
