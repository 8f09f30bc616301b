package io.longwire.ws.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several threads publish to subscribers on several loops. */
class OrderTest {
    private static final int LOOPS = 3;
    private static final int SUBSCRIBERS = 4 * LOOPS;
    private static final int PUBLISHERS = 4;
    private static final int EACH = 1_000;

    private final Bench bench = new Bench();

    @Test
    void allSubscribersSeeOneOrder() throws InterruptedException {
        List<List<String>> seen = run(List.of(bench.topics.topic("a")));
        assertThat(seen).allSatisfy(own -> assertThat(own).isEqualTo(seen.get(0)));
    }

    @Test
    void eachPublishersOrderIsKeptAcrossTopics() throws InterruptedException {
        run(List.of(bench.topics.topic("a"), bench.topics.topic("b"), bench.topics.topic("c")));
    }

    /** Returns what each subscriber saw; it is complete, and each publisher's messages are in order. */
    private List<List<String>> run(List<Topic> topics) throws InterruptedException {
        List<ThreadLoop> loops =
                IntStream.range(0, LOOPS).mapToObj(i -> new ThreadLoop()).toList();
        List<List<String>> seen = new ArrayList<>();
        var complete = new CountDownLatch(SUBSCRIBERS * PUBLISHERS * EACH);
        List<String> offLoop = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < SUBSCRIBERS; i++) {
            List<String> own = new ArrayList<>();
            ThreadLoop loop = loops.get(i % LOOPS);
            seen.add(own);
            var socket = bench.connect(loop, message -> {
                if (!loop.inLoop()) {
                    offLoop.add(Thread.currentThread().getName());
                }
                own.add(Bench.text(message));
                complete.countDown();
                return true;
            });
            topics.forEach(topic -> topic.subscribe(socket));
        }
        List<Thread> publishers = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            int publisher = p;
            publishers.add(new Thread(() -> {
                for (int i = 0; i < EACH; i++) {
                    topics.get(i % topics.size()).publish(Message.text(publisher + ":" + i));
                }
            }));
        }
        publishers.forEach(Thread::start);
        assertThat(complete.await(60, TimeUnit.SECONDS)).isTrue();
        for (ThreadLoop loop : loops) {
            loop.close();
        }
        assertThat(offLoop).isEmpty();
        for (List<String> own : seen) {
            assertThat(own).hasSize(PUBLISHERS * EACH);
            for (int p = 0; p < PUBLISHERS; p++) {
                String prefix = p + ":";
                assertThat(own.stream().filter(text -> text.startsWith(prefix)))
                        .containsExactlyElementsOf(IntStream.range(0, EACH)
                                .mapToObj(i -> prefix + i)
                                .toList());
            }
        }
        return seen;
    }
}
