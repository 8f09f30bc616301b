package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** A checked name; all that is known of the topic is in {@link LocalTopics}. */
record LocalTopic(LocalTopics topics, String name, TopicOptions options) implements Topic {
    @Override
    public Subscription subscribe(WebSocket socket) {
        return subscribe(socket, SubscribeOptions.USUAL);
    }

    @Override
    public Subscription subscribe(WebSocket socket, Overflow overflow) {
        return subscribe(socket, SubscribeOptions.USUAL.overflow(overflow));
    }

    @Override
    public Subscription subscribe(WebSocket socket, SubscribeOptions how) {
        return topics.member(socket).subscribe(this, how);
    }

    @Override
    public boolean unsubscribe(WebSocket socket) {
        return topics.member(socket).unsubscribe(name);
    }

    @Override
    public boolean publish(Message message) {
        return topics.offer(this, Objects.requireNonNull(message, "message"), Member.NOBODY);
    }

    @Override
    public boolean publish(Message message, WebSocket except) {
        return topics.offer(this, Objects.requireNonNull(message, "message"), topics.member(except).id);
    }

    @Override
    public CompletionStage<Published> publish(Message message, PublishOptions how) {
        WebSocket except = how.except();
        long number = except == null ? Member.NOBODY : topics.member(except).id;
        return topics.publish(this, Objects.requireNonNull(message, "message"), how.key(), number);
    }

    @Override
    public CompletionStage<History> history(int limit) {
        return topics.history(this, limit, null);
    }

    @Override
    public CompletionStage<History> history(int limit, Position since) {
        return topics.history(this, limit, since);
    }

    @Override
    public CompletionStage<List<Present>> presence() {
        return topics.presence(this);
    }

    @Override
    public int size() {
        return topics.subscribers(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LocalTopic topic && topic.topics == topics && topic.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "Topic[" + name + "]";
    }
}
