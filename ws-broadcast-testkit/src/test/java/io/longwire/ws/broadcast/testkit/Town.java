package io.longwire.ws.broadcast.testkit;

import io.longwire.ws.Closed;
import io.longwire.ws.Initiator;
import io.longwire.ws.Message;
import io.longwire.ws.broadcast.BroadcastProvider;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Publication;
import io.longwire.ws.broadcast.SubscribeOptions;
import io.longwire.ws.broadcast.Subscription;
import io.longwire.ws.broadcast.Topic;
import io.longwire.ws.broadcast.TopicEvent;
import io.longwire.ws.broadcast.Topics;
import io.longwire.ws.broadcast.Verdict;
import io.longwire.ws.broadcast.spi.BackplaneProvider;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.FakeHandshake;
import io.longwire.ws.testkit.FakePluginContext;
import io.longwire.ws.testkit.ManualClock;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.RecordingMeter;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Some nodes on one clock and one store, and connections to them. Publications look like {@code 7:text}, verdicts like themselves. */
final class Town {
    final ManualClock clock = new ManualClock();
    final FaultyBackplanes backplanes = new FaultyBackplanes(Town::local);

    static BackplaneProvider local() {
        return ServiceLoader.load(BackplaneProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("local"))
                .findFirst()
                .orElseThrow();
    }

    static MapSettings settings() {
        return new MapSettings()
                .with("enabled", true)
                .with("backplane", "faulty")
                .with("max-topics-per-connection", 128)
                .with("max-subscribers", 1_000_000)
                .with("max-name-length", 255)
                .with("max-pending", 16L << 20)
                .with("recover-limit", 10)
                .with("key-time", Duration.ofMinutes(5))
                .with("queue-messages", 100)
                .with("queue-bytes", 8L << 10)
                .with("queue-time", Duration.ofSeconds(5))
                .with("presence-delay", Duration.ofMillis(500))
                .with(
                        "topics",
                        new MapSettings()
                                .with("default", rule(0))
                                .with("kept/*", rule(20))
                                .with("here/*", rule(0).with("presence", true)));
    }

    private static MapSettings rule(int history) {
        return new MapSettings()
                .with("overflow", "own")
                .with("max-subscribers", null)
                .with("history-size", history)
                .with("history-time", Duration.ofMinutes(10))
                .with("presence", false);
    }

    House house() {
        return new House(settings());
    }

    House house(MapSettings settings) {
        return new House(settings);
    }

    /** A node. */
    final class House {
        final ManualLoop loop = new ManualLoop(clock);
        final FaultyBackplane backplane;
        final Topics topics;
        final Plugin plugin;
        final RecordingMeter meter;
        final FakePluginContext context;

        House(MapSettings settings) {
            context = new FakePluginContext(settings, loop);
            plugin = new BroadcastProvider(List.of(backplanes)).create(context);
            topics = context.service(Topics.class).orElseThrow();
            meter = context.meter();
            backplane = backplanes.nodes().get(backplanes.nodes().size() - 1);
        }

        Guest guest() {
            return guest("");
        }

        Guest guest(String user) {
            var handshake = new FakeHandshake("/");
            if (!user.isEmpty()) {
                handshake.principal(() -> user);
            }
            return new Guest(this, new RecordingWebSocket(loop, handshake));
        }

        Topic topic(String name) {
            return topics.topic(name);
        }
    }

    /** A connection. */
    final class Guest {
        final RecordingWebSocket socket;
        final House house;
        private final ConnectionWatcher watcher;

        Guest(House house, RecordingWebSocket socket) {
            this.house = house;
            this.socket = socket;
            watcher = house.plugin.watch(socket, house.loop);
        }

        Guest joins(String topic) {
            subscribe(topic, SubscribeOptions.USUAL);
            return this;
        }

        Guest joins(String topic, Position since) {
            subscribe(topic, SubscribeOptions.USUAL.since(since));
            return this;
        }

        Subscription subscribe(String topic, SubscribeOptions how) {
            Subscription subscription = house.topic(topic).subscribe(socket, how.as(Town::look));
            clock.runPending();
            return subscription;
        }

        void goes() {
            watcher.onClose(new Closed(1000, "", Initiator.PEER, null), socket.record(Map.of()));
            clock.runPending();
        }

        /** What it was sent since the last time. */
        List<String> told() {
            clock.runPending();
            return socket.takeActions().stream()
                    .map(action -> action instanceof Action.Prepared prepared ? text(prepared.message()) : "" + action)
                    .toList();
        }
    }

    static Message look(TopicEvent event) {
        if (event instanceof Publication publication) {
            return Message.text(publication.position().offset() + ":" + text(publication.message()));
        } else if (event instanceof Verdict.Subscribed subscribed) {
            return Message.text("at " + subscribed.at().offset());
        } else if (event instanceof Verdict.Recovered recovered) {
            return Message.text("recovered " + recovered.count());
        } else if (event instanceof Verdict.Gap gap) {
            return Message.text(
                    gap.reason() + " " + gap.from().offset() + "-" + gap.at().offset());
        } else if (event instanceof TopicEvent.Joined joined) {
            return Message.text(
                    "joined " + joined.member().user() + " " + joined.member().info());
        } else if (event instanceof TopicEvent.Left left) {
            return Message.text("left " + left.member().user());
        }
        throw new IllegalArgumentException(event.toString());
    }

    static String text(Message message) {
        return StandardCharsets.UTF_8.decode(message.payload()).toString();
    }
}
