package io.longwire.ws.examples.attack;

import io.longwire.ws.examples.cli.Input;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The hostile sockets of {@link AttackCommand}, in the process that it starts for them: all on one thread, each with a step every
 * quarter of a second. Its standard output is how often the server has ended each kind, told when its standard input ends.
 */
@Command(name = "attackers", hidden = true, description = "The hostile sockets of the command attack.")
public final class AttackersCommand implements Callable<Integer> {
    static final Duration STEP = Duration.ofMillis(250);
    private static final Duration TICK = Duration.ofMillis(5);

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--sockets", required = true)
    private int sockets;

    @Option(names = "--rest", required = true)
    private double rest;

    private final PrintStream out = System.out;
    private final Map<Assault, Long> ended = new EnumMap<>(Assault.class);
    private volatile boolean over;

    @Override
    public Integer call() {
        Input.onEnd(() -> over = true);
        List<Hostile> hostile = new ArrayList<>();
        Assault[] kinds = Assault.values();
        for (int i = 0; i < sockets; i++) {
            hostile.add(new Hostile(kinds[i % kinds.length], port, i / kinds.length, (long) (rest * 1e9)));
        }
        attack(hostile);
        hostile.forEach(Hostile::close);
        for (Assault kind : kinds) {
            out.println(kind + " " + ended.getOrDefault(kind, 0L));
        }
        return 0;
    }

    /** One after the other, so that each has its turn in a step's time; turns that are late are left out. */
    private void attack(List<Hostile> hostile) {
        long each = STEP.toNanos() / hostile.size();
        long next = System.nanoTime();
        int turn = 0;
        while (!over) {
            long now = System.nanoTime();
            if (now - next > STEP.toNanos()) {
                next = now;
            }
            for (; now - next >= 0; next += each) {
                Hostile one = hostile.get(turn++ % hostile.size());
                if (one.step(now)) {
                    ended.merge(one.kind, 1L, Long::sum);
                }
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }
}
