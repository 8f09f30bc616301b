package io.longwire.ws.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final List<String> done = new ArrayList<>();

    @Test
    void aTaskOfATaskIsDoneAfterIt() {
        turns.execute(() -> {
            turns.execute(() -> done.add("inner"));
            done.add("outer");
        });
        assertThat(done).containsExactly("outer", "inner");
    }

    @Test
    void whatATaskThrowsKeepsNoOtherFromBeingDone() {
        var broken = new IllegalStateException("broken");
        assertThatThrownBy(() -> turns.execute(() -> {
                    turns.execute(() -> done.add("next"));
                    throw broken;
                }))
                .isSameAs(broken);
        turns.execute(() -> done.add("later"));
        assertThat(done).containsExactly("next", "later");
    }

    @Test
    void threadsNeverMeet() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int each = 20_000;
        var all = new CountDownLatch(4 * each);
        int[] count = {0};
        for (int t = 0; t < 4; t++) {
            threads.execute(() -> {
                for (int i = 0; i < each; i++) {
                    turns.execute(() -> {
                        count[0]++;
                        all.countDown();
                    });
                }
            });
        }
        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(count[0]).isEqualTo(4 * each);
    }
}
