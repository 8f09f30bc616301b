package io.longwire.ws.examples.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** The nodes there are. Any thread asks, one kills. */
final class Nodes implements AutoCloseable {
    private final String redis;
    private final List<String> jvm;
    private final List<Node> all = new CopyOnWriteArrayList<>();

    Nodes(String redis, List<String> jvm) {
        this.redis = redis;
        this.jvm = jvm;
    }

    void start() throws IOException {
        all.add(Node.start(redis, jvm));
    }

    /** One that is alive, by lot; a dead one when there is no other. */
    Node any() {
        List<Node> living = new ArrayList<>(all);
        living.removeIf(Node::isDead);
        List<Node> choice = living.isEmpty() ? all : living;
        return choice.get(ThreadLocalRandom.current().nextInt(choice.size()));
    }

    Node get(int number) {
        return all.get(number % all.size());
    }

    /** Kills one, and starts another in its place. */
    void replace(int number) throws IOException, InterruptedException {
        int place = number % all.size();
        all.get(place).kill();
        all.set(place, Node.start(redis, jvm));
    }

    @Override
    public void close() {
        all.forEach(Node::close);
    }
}
