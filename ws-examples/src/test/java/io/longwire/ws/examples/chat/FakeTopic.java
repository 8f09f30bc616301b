package io.longwire.ws.examples.chat;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.broadcast.History;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.Publication;
import io.longwire.ws.broadcast.PublishOptions;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.Rendering;
import io.longwire.ws.broadcast.SubscribeOptions;
import io.longwire.ws.broadcast.Subscription;
import io.longwire.ws.broadcast.Topic;
import io.longwire.ws.broadcast.TopicOptions;
import io.longwire.ws.broadcast.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A topic that hands messages over at once, or refuses them. */
final class FakeTopic implements Topic {
    private final String name;
    private final Map<WebSocket, SubscribeOptions> subscribers = new LinkedHashMap<>();
    private final List<Publication> history = new ArrayList<>();
    private final Map<String, Position> keys = new HashMap<>();
    private boolean overloaded;

    FakeTopic(String name) {
        this.name = name;
    }

    Set<WebSocket> subscribers() {
        return subscribers.keySet();
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
        return subscribe(socket, SubscribeOptions.USUAL);
    }

    @Override
    public Subscription subscribe(WebSocket socket, SubscribeOptions how) {
        subscribers.put(socket, how);
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
                return subscribers.containsKey(socket);
            }

            @Override
            public void unsubscribe() {
                subscribers.remove(socket);
            }
        };
    }

    @Override
    public boolean unsubscribe(WebSocket socket) {
        return subscribers.remove(socket) != null;
    }

    @Override
    public boolean publish(Message message) {
        return tell(message, null);
    }

    @Override
    public boolean publish(Message message, WebSocket except) {
        return tell(message, except);
    }

    private boolean tell(Message message, @Nullable WebSocket except) {
        if (!overloaded) {
            history.add(new Publication(new Position("epoch", history.size() + 1), message));
            subscribers.keySet().stream()
                    .filter(socket -> socket != except)
                    .forEach(socket -> socket.send(look(socket, history.get(history.size() - 1))));
        }
        return !overloaded;
    }

    private Message look(WebSocket socket, Publication publication) {
        Rendering rendering = subscribers.get(socket).rendering();
        return rendering == null ? publication.message() : rendering.render(publication);
    }

    @Override
    public CompletionStage<Published> publish(Message message, PublishOptions how) {
        Position known = keys.get(how.key());
        if (known != null) {
            return CompletableFuture.completedStage(new Published(known, true));
        } else if (!tell(message, how.except())) {
            return CompletableFuture.failedStage(new IllegalStateException("too much to do"));
        }
        Position at = history.get(history.size() - 1).position();
        if (!how.key().isEmpty()) {
            keys.put(how.key(), at);
        }
        return CompletableFuture.completedStage(new Published(at, false));
    }

    @Override
    public CompletionStage<History> history(int limit) {
        int from = Math.max(0, history.size() - limit);
        return CompletableFuture.completedStage(
                new History(new Verdict.Subscribed(top()), history.subList(from, history.size())));
    }

    @Override
    public CompletionStage<History> history(int limit, Position since) {
        int missed = (int) (history.size() - since.offset());
        return CompletableFuture.completedStage(
                since.epoch().equals("epoch") && missed <= limit
                        ? new History(
                                new Verdict.Recovered(top(), missed),
                                history.subList(history.size() - missed, history.size()))
                        : new History(new Verdict.Gap(since, top(), Verdict.Reason.EPOCH), List.of()));
    }

    private Position top() {
        return new Position("epoch", history.size());
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
