package io.longwire.ws.examples.chat;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.broadcast.History;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.PublishOptions;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.SubscribeOptions;
import io.longwire.ws.broadcast.Subscription;
import io.longwire.ws.broadcast.Topic;
import io.longwire.ws.broadcast.TopicOptions;
import io.longwire.ws.broadcast.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
    public Subscription subscribe(WebSocket socket, SubscribeOptions how) {
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
            public CompletionStage<Verdict> verdict() {
                return CompletableFuture.completedFuture(new Verdict.Subscribed(Position.NONE));
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
    public CompletionStage<Published> publish(Message message, PublishOptions how) {
        throw new UnsupportedOperationException("the chat does not wait for a publication");
    }

    @Override
    public CompletionStage<History> history(int limit) {
        throw new UnsupportedOperationException("no history here");
    }

    @Override
    public CompletionStage<History> history(int limit, Position since) {
        throw new UnsupportedOperationException("no history here");
    }

    @Override
    public CompletionStage<List<Present>> presence() {
        throw new UnsupportedOperationException("no presence here");
    }

    @Override
    public TopicOptions options() {
        throw new UnsupportedOperationException("a topic without options");
    }

    @Override
    public int size() {
        return subscribers.size();
    }
}
