package io.longwire.ws.examples.attack;

import io.longwire.ws.examples.cli.Tty;
import io.longwire.ws.examples.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Attacks an echo server of its own, and judges what well-behaved clients feel of it. */
@Command(
        name = "attack",
        description = "Attacks an echo server that it starts, and judges what well-behaved clients feel of it.",
        mixinStandardHelpOptions = true)
public final class AttackCommand implements Callable<Integer> {
    private static final int CANARIES = 50;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final int MIB = 1024 * 1024;

    @Option(names = "--sockets", paramLabel = "N", description = "Hostile sockets (default: ${DEFAULT-VALUE}).")
    private int sockets = 1000;

    @Option(names = "--minutes", paramLabel = "N", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes = 5;

    @Option(names = "--transport", paramLabel = "NAME", description = "The server's (default: ${DEFAULT-VALUE}).")
    private String transport = "netty";

    @Option(
            names = "--p99",
            paramLabel = "MILLIS",
            description = "What the 99th percentile of an echo may take (default: ${DEFAULT-VALUE}).")
    private int p99 = 50;

    @Option(
            names = "--growth",
            paramLabel = "MIB",
            description = "What the server's resident memory may grow by (default: ${DEFAULT-VALUE}).")
    private int growth = 256;

    @Option(
            names = "--calm",
            paramLabel = "SECONDS",
            description = "How long the well-behaved are alone at first (default: ${DEFAULT-VALUE}).")
    private int calm = 10;

    @Option(names = "--jvm", paramLabel = "OPTION", description = "An option of the server's JVM (default: -Xmx512m).")
    private List<String> jvm = List.of("-Xmx512m");

    private final PrintStream out = System.out;
    private long peak;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess server =
                        ServerProcess.start(jvm, new ArrayList<>(List.of("echo", "--transport", transport)));
                Canaries canaries = new Canaries(URI.create("ws://127.0.0.1:" + server.port() + "/echo"), CANARIES)) {
            listen(server, canaries, Duration.ofSeconds(calm), false);
            out.printf(Locale.ROOT, "before the attack: %s%n", figures(canaries.times()));
            canaries.forget();
            long before = server.resident().orElse(0);
            peak = before;
            int lost;
            try (Attackers attackers = new Attackers(server.port(), sockets).start()) {
                listen(server, canaries, Duration.ofMillis((long) (minutes * 60_000)), true);
                lost = canaries.lost();
                report(attackers);
            }
            return judge(server, canaries, lost, peak - before);
        }
    }

    /** Lets the canaries sing for so long. */
    private void listen(ServerProcess server, Canaries canaries, Duration time, boolean show) {
        boolean terminal = show && Tty.isInteractive();
        long start = System.nanoTime();
        long spent;
        while ((spent = System.nanoTime() - start) < time.toNanos() && server.isAlive()) {
            canaries.sing();
            peak = Math.max(peak, server.resident().orElse(0));
            if (terminal) {
                out.printf("\r%d of %d s ", spent / 1_000_000_000, time.toSeconds());
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
        if (terminal) {
            out.print("\r");
        }
    }

    private void report(Attackers attackers) {
        out.printf("%-16s %10s%n", "assault", "ended by the server");
        for (Assault kind : Assault.values()) {
            out.printf("%-16s %10d%n", kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), attackers.ended(kind));
        }
    }

    private int judge(ServerProcess server, Canaries canaries, int lost, long grown) {
        long[] times = canaries.times();
        boolean well = server.isAlive() && lost == 0 && millis(times, 0.99) <= p99 && grown <= (long) growth * MIB;
        out.printf("during the attack: %s%n", figures(times));
        out.printf(
                Locale.ROOT,
                "%s: p99 %.1f ms (at most %d), connections lost %d (0), memory grew by %d MiB (at most %d), server %s%n",
                well ? "held" : "NOT HELD",
                millis(times, 0.99),
                p99,
                lost,
                grown / MIB,
                growth,
                server.isAlive() ? "alive" : "DEAD");
        return well ? 0 : 1;
    }

    private static String figures(long[] sorted) {
        return String.format(
                Locale.ROOT,
                "%d echoes of %d well-behaved connections, p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
                sorted.length,
                CANARIES,
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 1));
    }

    private static double millis(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))] / 1e6;
    }
}
