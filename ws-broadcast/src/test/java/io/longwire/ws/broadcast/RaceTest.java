package io.longwire.ws.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Joining, leaving, publishing and ending at the same time, on threads of their own. */
class RaceTest {
    private static final int ROUNDS = 400;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** So little room that the publisher waits for the loops. */
    private final Bench bench = new Bench(Bench.settings().with("max-pending", 64L << 10));

    private final Topic topic = bench.topics.topic("race");
    private volatile int begun;
    private volatile int ended;
    private volatile boolean over;

    @AfterEach
    void endThreads() {
        over = true;
        threads.shutdownNow();
    }

    /** Nothing that was published within a subscription is missing, nothing from outside is there, nothing comes twice. */
    @Test
    void aSubscriptionGetsWhatIsPublishedWithinItAndNothingElse() throws Exception {
        List<ThreadLoop> loops = List.of(new ThreadLoop(), new ThreadLoop());
        List<Visitor> visitors = List.of(
                new Visitor(loops.get(0)),
                new Visitor(loops.get(0)),
                new Visitor(loops.get(1)),
                new Visitor(loops.get(1)));
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(this::publishUntilOver, threads);
        await(visitors.stream()
                .map(visitor -> CompletableFuture.runAsync(visitor::comeAndGo, threads))
                .toList());
        over = true;
        await(List.of(publisher));
        for (ThreadLoop loop : loops) {
            loop.close();
        }
        assertThat(visitors).allSatisfy(Visitor::check);
        assertThat(visitors).noneMatch(visitor -> visitor.due.isEmpty() || visitor.forbidden.isEmpty());
        assertThat(topic.size()).isZero();
        assertThat(bench.topics.size()).isZero();
    }

    /** A connection that ends while it subscribes to many topics leaves nothing. */
    @Test
    void nothingIsLeftOfConnectionsThatEndWhileTheySubscribe() throws Exception {
        try (var loop = new ThreadLoop()) {
            CompletableFuture<Void> publisher = CompletableFuture.runAsync(this::publishUntilOver, threads);
            for (int round = 0; round < 200; round++) {
                WebSocket socket = bench.connect(loop, message -> true);
                CompletableFuture<Void> ending = CompletableFuture.runAsync(() -> bench.end(socket), loop);
                List<Subscription> made = new ArrayList<>();
                made.add(topic.subscribe(socket));
                for (int i = 0; i < 100; i++) {
                    made.add(bench.topics.topic("t" + i).subscribe(socket));
                }
                await(List.of(ending));
                assertThat(made).noneMatch(Subscription::isActive);
                assertThat(bench.topics.size()).isZero();
            }
            over = true;
            await(List.of(publisher));
        }
    }

    private void publishUntilOver() {
        for (int number = 1; !over; number++) {
            begun = number;
            while (!topic.publish(Message.text(Integer.toString(number)))) {
                Thread.yield();
            }
            ended = number;
            Thread.yield();
        }
    }

    private static void await(List<CompletableFuture<Void>> all)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
    }

    /** One connection, subscribed and unsubscribed by one thread. The numbers are those of the publications. */
    private final class Visitor {
        final BitSet due = new BitSet();
        private final BitSet forbidden = new BitSet();
        private final List<Integer> received = new ArrayList<>();
        private final WebSocket socket;

        Visitor(ThreadLoop loop) {
            socket = bench.connect(loop, message -> received.add(Integer.valueOf(Bench.text(message))));
        }

        void comeAndGo() {
            int outsideFrom = 1;
            for (int round = 0; round < ROUNDS; round++) {
                forbid(outsideFrom, ended);
                Subscription subscription = topic.subscribe(socket);
                int from = begun + 1;
                pass(round, from);
                demand(from, ended);
                if (round % 2 == 0) {
                    subscription.unsubscribe();
                } else {
                    topic.unsubscribe(socket);
                }
                outsideFrom = begun + 1;
                pass(round, outsideFrom);
            }
        }

        /** Stays for a moment; now and then until a publication has come and gone. */
        private void pass(int round, int number) {
            do {
                Thread.yield();
            } while (round % 20 == 0 && ended < number);
        }

        void check() {
            assertThat(received).isSorted().doesNotHaveDuplicates();
            BitSet got = new BitSet();
            received.forEach(got::set);
            BitSet missing = (BitSet) due.clone();
            missing.andNot(got);
            assertThat(missing)
                    .as("published within a subscription, and missing")
                    .isEqualTo(new BitSet());
            got.and(forbidden);
            assertThat(got).as("published outside, and received").isEqualTo(new BitSet());
        }

        private void demand(int from, int to) {
            if (from <= to) {
                due.set(from, to + 1);
            }
        }

        private void forbid(int from, int to) {
            if (from <= to) {
                forbidden.set(from, to + 1);
            }
        }
    }
}
