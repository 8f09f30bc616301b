package io.longwire.ws.broadcast;

import io.longwire.ws.StartFailed;
import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneProvider;
import io.longwire.ws.broadcast.spi.Capability;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The plug-in {@code broadcast}, for servers and clients. It provides the service {@link Topics}. */
public final class BroadcastProvider implements PluginProvider {
    private static final int NAME_LENGTH = 16;

    private final List<BackplaneProvider> given;

    /** What {@link java.util.ServiceLoader} calls. */
    public BroadcastProvider() {
        this(List.of());
    }

    /** With backplanes that {@link java.util.ServiceLoader} does not find; one that has the name of another replaces it. */
    public BroadcastProvider(List<BackplaneProvider> backplanes) {
        given = List.copyOf(backplanes);
    }

    @Override
    public String name() {
        return "broadcast";
    }

    @Override
    public Set<Class<?>> services() {
        return Set.of(Topics.class);
    }

    @Override
    public Plugin create(PluginContext context) {
        BroadcastSettings settings = BroadcastSettings.read(context.settings());
        var counts = new Counts(context.meter());
        String name = UUID.randomUUID().toString().replace("-", "").substring(0, NAME_LENGTH);
        Loop loop = context.loops().get(0);
        Backplane backplane = new Backplanes(given)
                .named(settings.backplane(), context.settings())
                .create(new BackplaneContext(name, context.settings(), context.meter(), loop));
        var node = new Node(name, backplane, settings, counts, loop, context::warn);
        var topics = new LocalTopics(settings, counts, rules(settings, backplane), node);
        node.attendance.audience(topics::tell);
        context.provide(Topics.class, topics);
        context.meter().gauge("ws.broadcast.away", () -> node.feeds.isUp() ? 0 : 1);
        node.feeds.start();
        return new BroadcastPlugin(topics, node.feeds);
    }

    private static Rules rules(BroadcastSettings settings, Backplane backplane) {
        boolean recoverable = backplane.capability() == Capability.RECOVERABLE;
        try {
            var rules = new Rules(settings.usual(), recoverable);
            rules.add("*", settings.usual());
            settings.topics().forEach(rules::add);
            return rules;
        } catch (IllegalArgumentException tooMuch) {
            throw new StartFailed("ws.plugins.broadcast.topics: " + tooMuch.getMessage() + ". Set history-size = 0, or"
                    + " another ws.plugins.broadcast.backplane than \"" + settings.backplane() + "\".");
        }
    }
}
