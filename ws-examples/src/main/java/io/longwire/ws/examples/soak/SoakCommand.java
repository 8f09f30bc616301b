package io.longwire.ws.examples.soak;

import io.longwire.ws.examples.cli.Bar;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets connections come, talk and end in every way, and looks whether anything is left of them. */
@Command(
        name = "soak",
        description = "Lets connections come, talk and end in every way, and looks whether anything is left of them.",
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    private static final long MIB = 1024 * 1024;

    /** Pools of worker threads end after 30 s of quiet. */
    private static final Duration THREADS_END = Duration.ofSeconds(35);

    private static final Duration LOOK = Duration.ofSeconds(2);

    @Option(names = "--minutes", paramLabel = "N", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes = 15;

    @Option(names = "--transport", paramLabel = "NAME", description = "Of both sides (default: ${DEFAULT-VALUE}).")
    private String transport = "netty";

    @Option(names = "--actors", paramLabel = "N", description = "Connections at once (default: ${DEFAULT-VALUE}).")
    private int actors = 32;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long before the baseline is taken (default: ${DEFAULT-VALUE}).")
    private int warmUp = 30;

    @Option(names = "--seed", paramLabel = "N", description = "Of chance (default: a new one, which is printed).")
    private @Nullable Long seed;

    private final PrintStream out = System.out;
    private final Bar bar = new Bar();
    private final LongAdder played = new LongAdder();
    private final AtomicReference<@Nullable Throwable> wrong = new AtomicReference<>();

    @Override
    public Integer call() throws InterruptedException {
        long drawn = seed == null ? System.nanoTime() : seed;
        out.println("seed " + drawn);
        try (Stage stage = new Stage(transport)) {
            play(stage, drawn, Duration.ofSeconds(warmUp));
            boolean empty = stage.empty();
            Sample before = Sample.take();
            long connections = played.sumThenReset();
            out.printf("warm-up: %d connections%n", connections);

            play(stage, ~drawn, Duration.ofMillis((long) (minutes * 60_000)));
            empty &= stage.empty();
            Sample after = settled(before);
            return judge(before, after, empty);
        }
    }

    /** Worker threads that are more than before have half a minute to end. */
    private static Sample settled(Sample before) {
        Sample after = Sample.take();
        long until = System.nanoTime() + THREADS_END.toNanos();
        while (after.threads() > before.threads() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK.toNanos());
            after = Sample.take();
        }
        return after;
    }

    private void play(Stage stage, long drawn, Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < actors; i++) {
            Random random = new Random(drawn + i);
            Thread thread = new Thread(() -> act(stage, random, until), "actor-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(1000);
                bar.show(played.sum() + " connections", time.toNanos() - (until - System.nanoTime()), time.toNanos());
            }
        }
        bar.clear();
    }

    private void act(Stage stage, Random random, long until) {
        Scene[] scenes = Scene.values();
        while (System.nanoTime() - until < 0 && wrong.get() == null) {
            Scene scene = scenes[random.nextInt(scenes.length)];
            try {
                scene.play(stage, random);
                played.increment();
            } catch (Exception e) {
                wrong.compareAndSet(null, new IllegalStateException("in the scene " + scene, e));
            }
        }
    }

    private int judge(Sample before, Sample after, boolean empty) {
        out.printf(Locale.ROOT, "%-22s %12s %12s %12s%n", "", "before", "after", "may grow by");
        boolean heap = row("live heap, KiB", before.heap() / 1024, after.heap() / 1024, 4 * 1024);
        boolean direct = row("direct buffers, KiB", before.direct() / 1024, after.direct() / 1024, 4 * 1024);
        boolean resident = row("resident, MiB", before.resident() / MIB, after.resident() / MIB, 64);
        boolean descriptors = row("descriptors", before.descriptors(), after.descriptors(), 0);
        boolean threads = row("threads", before.threads(), after.threads(), 0);
        boolean held = empty && heap && direct && resident && descriptors && threads;
        Throwable failure = wrong.get();
        if (failure != null) {
            out.println("a scene went wrong: " + failure.getMessage() + ": " + failure.getCause());
        }
        boolean well = held && failure == null;
        out.printf(
                "%s: %d connections over %s in %.2f minutes, all %s%n",
                well ? "held" : "NOT HELD", played.sum(), transport, minutes, empty ? "gone" : "but some gone");
        return well ? 0 : 1;
    }

    private boolean row(String what, long before, long after, long mayGrow) {
        out.printf("%-22s %12d %12d %12d%n", what, before, after, mayGrow);
        return after - before <= mayGrow;
    }
}
