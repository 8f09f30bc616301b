package io.longwire.ws.broadcast;

import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Learns which loop a connection lives on: one {@link Lane} per loop, one {@link Member} per connection. */
final class BroadcastPlugin implements Plugin {
    private final LocalTopics topics;
    private final Feeds feeds;
    private final Map<Loop, Lane> lanes = new ConcurrentHashMap<>();

    BroadcastPlugin(LocalTopics topics, Feeds feeds) {
        this.topics = topics;
        this.feeds = feeds;
    }

    @Override
    public ConnectionWatcher watch(WebSocket socket, Loop loop) {
        Lane lane = lanes.computeIfAbsent(loop, one -> new Lane(one, topics.settings.maxPending(), topics.counts));
        return topics.meet(socket, lane);
    }

    @Override
    public void close() {
        feeds.close();
    }
}
