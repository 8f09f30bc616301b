package io.longwire.ws.broadcast.testkit;

import io.longwire.ws.broadcast.BackplaneAway;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.broadcast.spi.Broker;
import io.longwire.ws.broadcast.spi.Capability;
import io.longwire.ws.broadcast.spi.Cluster;
import io.longwire.ws.broadcast.spi.Outgoing;
import io.longwire.ws.broadcast.spi.Registry;
import io.longwire.ws.broadcast.spi.Stored;
import io.longwire.ws.broadcast.spi.Stretch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One node of {@link FaultyBackplanes}. One thread. */
public final class FaultyBackplane implements Backplane, Broker, Registry, Cluster {
    record Entry(String topic, Present member) {}

    private final BackplaneContext context;
    private final List<Entry> entries = new ArrayList<>();
    private Backplane inner;
    private @Nullable BackplaneListener listener;
    private boolean up;
    private boolean refusing;
    private int reads;
    private int lost;
    private int doubled;
    private int unanswered;
    private boolean swapped;
    private @Nullable Runnable late;
    private CompletableFuture<@Nullable Void> answers = CompletableFuture.completedFuture(null);

    FaultyBackplane(BackplaneContext context, Backplane inner) {
        this.context = context;
        this.inner = inner;
    }

    BackplaneContext context() {
        return context;
    }

    /** The next publications are not told to this node. */
    public void lose(int count) {
        lost = count;
    }

    /** The next publications are told twice. */
    public void tellTwice(int count) {
        doubled = count;
    }

    /** The next publication is told after the one that follows it. */
    public void swap() {
        swapped = true;
    }

    /** The next publications of this node are done, and nobody hears that they were. */
    public void loseAnswers(int count) {
        unanswered = count;
    }

    /** From now on publications of this node are done, and it hears so when {@link #answer} is called. */
    public void holdAnswers() {
        answers = new CompletableFuture<>();
    }

    /** Ends {@link #holdAnswers}. */
    public void answer() {
        answers.complete(null);
    }

    /** From now on the store answers this node with an error (true) or as it should (false); nobody is told. */
    public void refuse(boolean everything) {
        refusing = everything;
    }

    /** How often a history was read by this node. */
    public int reads() {
        return reads;
    }

    /** This node loses the store. */
    public void cut() {
        if (up) {
            up = false;
            told().onDown(new BackplaneAway("cut"));
        }
    }

    /** This node has the store again, and is subscribed to nothing. */
    public void heal() {
        inner.close();
        entries.clear();
        startInner();
        up = true;
        told().onUp();
    }

    void replace(Backplane other) {
        inner.close();
        inner = other;
    }

    List<Entry> die() {
        up = false;
        listener = null;
        inner.close();
        return List.copyOf(entries);
    }

    BackplaneListener told() {
        return Objects.requireNonNull(listener, "it is not started");
    }

    @Override
    public Capability capability() {
        return inner.capability();
    }

    @Override
    public void start(BackplaneListener told) {
        listener = told;
        startInner();
        up = true;
        told.onUp();
    }

    private void startInner() {
        inner.start(new BackplaneListener() {
            @Override
            public void onUp() {}

            @Override
            public void onDown(Throwable cause) {}

            @Override
            public void onPublication(String topic, Stored publication) {
                hear(() -> told().onPublication(topic, publication));
            }

            @Override
            public void onGone(String topic, Present member) {
                told().onGone(topic, member);
            }

            @Override
            public void onControl(ByteBuffer message) {
                if (up) {
                    told().onControl(message);
                }
            }
        });
    }

    private void hear(Runnable tell) {
        if (!up || lost > 0) {
            lost -= up ? 1 : 0;
            return;
        }
        if (swapped) {
            swapped = false;
            late = tell;
            return;
        }
        tell.run();
        if (doubled > 0) {
            doubled--;
            tell.run();
        }
        Runnable before = late;
        if (before != null) {
            late = null;
            before.run();
        }
    }

    @Override
    public Broker broker() {
        return this;
    }

    @Override
    public Registry registry() {
        return this;
    }

    @Override
    public Cluster cluster() {
        return this;
    }

    @Override
    public void close() {
        up = false;
        inner.close();
    }

    @Override
    public CompletionStage<Published> publish(Outgoing publication) {
        if (up && unanswered > 0) {
            unanswered--;
            return inner.broker()
                    .publish(publication)
                    .thenCompose(
                            done -> CompletableFuture.failedFuture(new IllegalStateException("the answer was lost")));
        }
        return ifUp(() -> inner.broker().publish(publication).thenCombine(answers, (published, now) -> published));
    }

    @Override
    public CompletionStage<Void> subscribe(List<String> topics) {
        return ifUp(() -> inner.broker().subscribe(topics));
    }

    @Override
    public CompletionStage<Void> unsubscribe(List<String> topics) {
        return ifUp(() -> inner.broker().unsubscribe(topics));
    }

    @Override
    public CompletionStage<Stretch> recover(String topic, Position since, int limit) {
        reads++;
        return ifUp(() -> inner.broker().recover(topic, since, limit));
    }

    @Override
    public CompletionStage<Stretch> newest(String topic, int limit) {
        reads++;
        return ifUp(() -> inner.broker().newest(topic, limit));
    }

    @Override
    public CompletionStage<List<Position>> positions(List<String> topics) {
        return ifUp(() -> inner.broker().positions(topics));
    }

    @Override
    public CompletionStage<Boolean> enter(String topic, Present member) {
        entries.add(new Entry(topic, member));
        return ifUp(() -> inner.registry().enter(topic, member));
    }

    @Override
    public CompletionStage<Boolean> leave(String topic, String connection) {
        entries.removeIf(
                one -> one.topic.equals(topic) && one.member.connection().equals(connection));
        return ifUp(() -> inner.registry().leave(topic, connection));
    }

    @Override
    public CompletionStage<List<Present>> present(String topic, int limit) {
        return ifUp(() -> inner.registry().present(topic, limit));
    }

    @Override
    public CompletionStage<Set<String>> nodes() {
        return ifUp(() -> inner.cluster().nodes());
    }

    @Override
    public CompletionStage<Void> send(ByteBuffer message) {
        return ifUp(() -> inner.cluster().send(message));
    }

    private <T> CompletionStage<T> ifUp(Supplier<CompletionStage<T>> task) {
        return up && !refusing ? task.get() : CompletableFuture.failedFuture(new BackplaneAway("cut"));
    }
}
