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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Attacks an echo server of its own, and judges what well-behaved clients feel of it. */
@Command(
        name = "attack",
        description = {
            "Attacks an echo server that it starts, and judges what well-behaved clients feel of it.",
            "Server, hostile sockets and well-behaved clients are a process each, so that the server is judged and not the rest. A"
                    + " hostile socket has a step every 250 ms, in which it sends a byte (slow handshakes and frames) or up to 64 KiB"
                    + " (all others); when the server has ended it, it rests and comes back."
        },
        mixinStandardHelpOptions = true)
public final class AttackCommand implements Callable<Integer> {
    private static final int CANARIES = 50;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration LINES = Duration.ofSeconds(10);
    private static final int MIB = 1024 * 1024;

    @Option(names = "--sockets", paramLabel = "N", description = "Hostile sockets (default: ${DEFAULT-VALUE}).")
    private int sockets = 1000;

    @Option(names = "--minutes", paramLabel = "N", description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes = 5;

    @Option(
            names = "--rest",
            paramLabel = "SECONDS",
            description = "How long a hostile socket rests between two assaults (default: ${DEFAULT-VALUE}).")
    private double rest = 2;

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

    @Option(names = "--jvm", paramLabel = "OPTION", description = "An option of the server's JVM (default: -Xmx256m).")
    private List<String> jvm = List.of("-Xmx256m");

    private final PrintStream out = System.out;
    private long peak;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess server =
                        ServerProcess.start(jvm, new ArrayList<>(List.of("echo", "--transport", transport)));
                Canaries canaries = new Canaries(URI.create("ws://127.0.0.1:" + server.port() + "/echo"), CANARIES)) {
            listen(server, canaries, Duration.ofSeconds(calm));
            out.printf(Locale.ROOT, "before the attack: %s%n", figures(canaries.times(0)));
            canaries.forget();
            long before = server.resident().orElse(0);
            peak = before;
            try (Attackers attackers = new Attackers(server.port(), sockets, rest)) {
                Duration served = server.cpu();
                Duration time = Duration.ofMillis((long) (minutes * 60_000));
                listen(server, canaries, time);
                boolean attacked = attackers.isAlive();
                out.printf(
                        Locale.ROOT,
                        "%d hostile sockets, resting %.1f s: they took %s, the server %s of a processor%n",
                        sockets,
                        rest,
                        share(attackers.cpu(), time),
                        share(server.cpu().minus(served), time));
                int lost = canaries.lost();
                report(attackers.stop());
                return judge(server, canaries, lost, peak - before, attacked);
            }
        }
    }

    /** Lets the canaries sing for so long. */
    private void listen(ServerProcess server, Canaries canaries, Duration time) {
        boolean terminal = Tty.isInteractive();
        Duration between = terminal ? Duration.ofSeconds(1) : LINES;
        long start = System.nanoTime();
        long spent;
        long told = 0;
        int echoes = 0;
        while ((spent = System.nanoTime() - start) < time.toNanos() && server.isAlive()) {
            canaries.sing();
            peak = Math.max(peak, server.resident().orElse(0));
            if (spent - told > between.toNanos()) {
                told = spent;
                String line =
                        spent / 1_000_000_000 + " of " + time.toSeconds() + " s: " + figures(canaries.times(echoes));
                echoes = canaries.echoes();
                out.print(terminal ? "\r\u001b[K" + line : line + System.lineSeparator());
                out.flush();
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
        if (terminal) {
            out.print("\r\u001b[K");
        }
    }

    private static String share(Duration cpu, Duration time) {
        return Math.round(100.0 * cpu.toMillis() / Math.max(1, time.toMillis())) + " %";
    }

    private void report(Map<Assault, Long> ended) {
        out.printf("%-16s %10s%n", "assault", "ended by the server");
        for (Assault kind : Assault.values()) {
            out.printf(
                    "%-16s %10d%n",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), ended.getOrDefault(kind, 0L));
        }
    }

    private int judge(ServerProcess server, Canaries canaries, int lost, long grown, boolean attacked) {
        long[] times = canaries.times(0);
        boolean well =
                attacked && server.isAlive() && lost == 0 && millis(times, 0.99) <= p99 && grown <= (long) growth * MIB;
        out.printf("during the attack: %s%n", figures(times));
        out.printf(
                Locale.ROOT,
                "%s: p99 %.1f ms (at most %d), connections lost %d (0), memory grew by %d MiB (at most %d), server %s%s%n",
                well ? "held" : "NOT HELD",
                millis(times, 0.99),
                p99,
                lost,
                grown / MIB,
                growth,
                server.isAlive() ? "alive" : "DEAD",
                attacked ? "" : ", attackers DEAD");
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
