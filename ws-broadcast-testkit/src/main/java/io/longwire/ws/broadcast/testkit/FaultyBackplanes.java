package io.longwire.ws.broadcast.testkit;

import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Nodes of one store between which everything can go wrong that can in a network: a backplane named {@code faulty}, around one that
 * works. Nothing happens by itself or by chance.
 */
public final class FaultyBackplanes implements BackplaneProvider {
    private final Supplier<BackplaneProvider> stores;
    private final List<FaultyBackplane> nodes = new CopyOnWriteArrayList<>();
    private BackplaneProvider store;

    /** @param stores each that it gives has a store of its own */
    public FaultyBackplanes(Supplier<BackplaneProvider> stores) {
        this.stores = stores;
        store = stores.get();
    }

    /** The nodes, in the order in which they were made. */
    public List<FaultyBackplane> nodes() {
        return nodes;
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public FaultyBackplane create(BackplaneContext context) {
        var node = new FaultyBackplane(context, store.create(context));
        nodes.add(node);
        return node;
    }

    /** All nodes lose the store. */
    public void stop() {
        nodes.forEach(FaultyBackplane::cut);
    }

    /** All nodes have it again. */
    public void restart() {
        nodes.forEach(FaultyBackplane::heal);
    }

    /** All nodes have a store again that knows nothing. */
    public void restartEmpty() {
        store = stores.get();
        nodes.forEach(node -> node.replace(store.create(node.context())));
        restart();
    }

    /** A node dies; another is told of those who were present there. */
    public void kill(FaultyBackplane dead) {
        nodes.remove(dead);
        List<FaultyBackplane.Entry> left = dead.die();
        nodes.stream().findFirst().ifPresent(heir -> left.forEach(one -> tell(heir, one.topic(), one.member())));
    }

    private static void tell(FaultyBackplane heir, String topic, Present member) {
        heir.told().onGone(topic, member);
    }
}
