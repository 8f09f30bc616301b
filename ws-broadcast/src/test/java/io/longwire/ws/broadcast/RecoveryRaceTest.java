package io.longwire.ws.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Message;
import io.longwire.ws.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Going on from a position while others publish, on threads of their own: the seam between what is read and what comes. */
class RecoveryRaceTest {
    private static final int ROUNDS = 1_000;
    private static final int VISITORS = 4;
    private static final int PUBLICATIONS_PER_ROUND = 2;
    /** Of all that is published none is too far back, however long a thread stands still. */
    private static final int ALL = ROUNDS * VISITORS * PUBLICATIONS_PER_ROUND;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Bench bench = new Bench(Bench.settings()
            .with("recover-limit", ALL)
            .with("topics", Bench.topics("kept", Bench.rule().with("history-size", ALL))));
    private final Topic topic = bench.topics.topic("kept");
    /** What may be published, so that the work does not grow with the machine. */
    private final Semaphore permits = new Semaphore(0);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void nothingIsMissingAndNothingComesTwice() throws Exception {
        List<ThreadLoop> loops = List.of(new ThreadLoop(), new ThreadLoop());
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) {
            visitors.add(new Visitor(loops.get(i % 2)));
        }
        List<CompletableFuture<Void>> publishers = List.of(
                CompletableFuture.runAsync(this::publish, threads), CompletableFuture.runAsync(this::publish, threads));
        CompletableFuture.allOf(visitors.stream()
                        .map(visitor -> CompletableFuture.runAsync(visitor::comeAndGo, threads))
                        .toArray(CompletableFuture[]::new))
                .get(120, TimeUnit.SECONDS);
        CompletableFuture.allOf(publishers.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
        for (ThreadLoop loop : loops) {
            loop.close();
        }
        assertThat(visitors).allSatisfy(visitor -> {
            assertThat(visitor.wrong).isEmpty();
            assertThat(visitor.recovered)
                    .as("publications that were missed and came")
                    .isPositive();
        });
        assertThat(topic.size()).isZero();
        assertThat(bench.topics.size()).isZero();
    }

    private void publish() {
        for (int i = 0; i < ALL / 2; i++) {
            permits.acquireUninterruptibly();
            topic.publish(Message.text("x"));
        }
    }

    private final class Visitor {
        final List<String> wrong = new ArrayList<>();
        long recovered;
        private final ThreadLoop loop;
        private final WebSocket socket;
        private Position last = Position.NONE;
        private long toRecover;

        Visitor(ThreadLoop loop) {
            this.loop = loop;
            socket = bench.connect(loop, message -> true);
        }

        void comeAndGo() {
            for (int round = 0; round < ROUNDS; round++) {
                permits.release(PUBLICATIONS_PER_ROUND);
                Position since = last;
                SubscribeOptions how = SubscribeOptions.USUAL.as(this::look);
                Subscription subscription = topic.subscribe(socket, round == 0 ? how : how.since(since));
                subscription
                        .verdict()
                        .toCompletableFuture()
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join();
                if (round % 10 == 0) {
                    Thread.yield();
                }
                subscription.unsubscribe();
                // What was sent before it left has been looked at when this is done.
                CompletableFuture.runAsync(() -> loop.atTurnEnd(() -> {}), loop).join();
                CompletableFuture.runAsync(() -> {}, loop).join();
            }
        }

        /** On the loop, one after the other. */
        private Message look(TopicEvent event) {
            if (event instanceof Verdict.Recovered told) {
                toRecover = told.count();
                recovered += told.count();
                if (told.at().offset() - told.count() != last.offset()) {
                    wrong.add(last + " goes on with " + told);
                }
            } else if (event instanceof Verdict.Subscribed told) {
                last = told.at();
            } else if (event instanceof Publication publication) {
                if (publication.position().offset() != last.offset() + 1) {
                    wrong.add(last + " then " + publication.position() + " of " + toRecover);
                }
                last = publication.position();
            } else {
                wrong.add(event.toString());
            }
            return Message.text("x");
        }
    }
}
