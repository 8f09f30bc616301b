package io.longwire.ws.examples.idle;

import io.longwire.ws.examples.cli.Bar;
import io.longwire.ws.examples.process.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds connections that say nothing on a server of its own, and ends them all by stopping it. */
@Command(
        name = "idle",
        description = {
            "Opens connections to an echo server that it starts, and lets the server's heartbeat hold them.",
            "Then it stops the server and checks that each connection ended in order: code 1012, told once."
        },
        mixinStandardHelpOptions = true)
public final class IdleCommand implements Callable<Integer> {
    private static final int RESTART = 1012;
    /** Past its time, something is late enough to be called lost. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(60);

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "How many; each takes a descriptor in both processes (default: ${DEFAULT-VALUE}).")
    private int connections = 1000;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "What moves the bytes on both sides (default: ${DEFAULT-VALUE}).")
    private String transport = "netty";

    @Option(
            names = "--heartbeat",
            paramLabel = "SECONDS",
            description = "The interval of the server's Pings (default: ${DEFAULT-VALUE}).")
    private int heartbeat = 10;

    @Option(names = "--jvm", paramLabel = "OPTION", description = "An option of the server's JVM (default: -Xmx512m).")
    private List<String> jvm = List.of("-Xmx512m");

    private final PrintStream out = System.out;
    private final Bar bar = new Bar();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("echo", "--transport", transport, "-Dws.plugins.heartbeat.interval=" + heartbeat + "s"));
        try (ServerProcess server = ServerProcess.start(jvm, arguments);
                Crowd crowd = new Crowd(transport)) {
            long heap = server.liveHeap().orElse(0);
            long resident = server.resident().orElse(0);
            long start = System.nanoTime();
            crowd.open(URI.create("ws://127.0.0.1:" + server.port() + "/echo"), connections, told("opened"));
            double openedIn = (System.nanoTime() - start) / 1e9;
            int pinged = crowd.awaitPings(TimeUnit.SECONDS.toNanos(heartbeat) + GRACE, told("pinged"));
            OptionalLong heapEach = each(server.liveHeap(), heap);
            OptionalLong residentEach = each(server.resident(), resident);
            long[] times = crowd.roundTrips(GRACE);
            int lost = crowd.ended();
            row(
                    "transport",
                    "connections",
                    "opened in",
                    "pinged",
                    "lost",
                    "heap each",
                    "RSS each",
                    "RTT p50",
                    "RTT p99");
            row(
                    transport,
                    Integer.toString(connections),
                    String.format(Locale.ROOT, "%.1f s", openedIn),
                    Integer.toString(pinged),
                    Integer.toString(lost),
                    bytes(heapEach),
                    bytes(residentEach),
                    millis(times, 0.5),
                    millis(times, 0.99));
            boolean held = pinged == connections && lost == 0 && times.length == connections;
            return stop(server, crowd) && held ? 0 : 1;
        }
    }

    private boolean stop(ServerProcess server, Crowd crowd) throws InterruptedException {
        @Nullable Integer code = server.stop();
        int inOrder = crowd.awaitEnd(RESTART, GRACE, told("ended"));
        out.printf(
                "stopped: %d of %d connections ended with code %d, told once; the server %s%n",
                inOrder, connections, RESTART, code == null ? "DID NOT END" : "left with exit code " + code);
        return inOrder == connections && code != null && code == 0;
    }

    private IntConsumer told(String what) {
        return done -> {
            if (done == connections) {
                bar.clear();
            } else if (done % 100 == 0) {
                bar.show(what + " " + done, done, connections);
            }
        };
    }

    private OptionalLong each(OptionalLong after, long before) {
        return before > 0 && after.isPresent()
                ? OptionalLong.of((after.getAsLong() - before) / connections)
                : OptionalLong.empty();
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? String.format(Locale.ROOT, "%.1f KiB", bytes.getAsLong() / 1024.0) : "unknown";
    }

    private static String millis(long[] sorted, double part) {
        return sorted.length == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%.1f ms",
                        sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))] / 1e6);
    }

    private void row(Object... cells) {
        out.printf("%-10s %12s %10s %8s %6s %10s %10s %9s %9s%n", cells);
    }
}
