package io.longwire.ws.examples.chaos;

import io.longwire.ws.examples.cli.Bar;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Topics on nodes and a Redis that die, and whether every subscriber is told everything all the same. */
@Command(
        name = "chaos",
        description = {
            "Starts nodes and a Redis, publishes in topics with a history, kills, stops and cuts what it started,",
            "and judges what subscribers saw: exit code 0 when nothing acknowledged was lost, doubled or told out of",
            "order, and nothing left out without a word. Redis syncs every publication (appendfsync always)."
        },
        mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    @Option(names = "--nodes", paramLabel = "N", description = "Servers, a process each (default: ${DEFAULT-VALUE}).")
    private int nodeCount = 3;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "Subscribers, each in one topic (default: ${DEFAULT-VALUE}).")
    private int clients = 1000;

    @Option(names = "--topics", paramLabel = "N", description = "Topics (default: ${DEFAULT-VALUE}).")
    private int topics = 100;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Publications a second, in all (default: ${DEFAULT-VALUE}).")
    private int rate = 500;

    @Option(names = "--seconds", paramLabel = "N", description = "How long (default: ${DEFAULT-VALUE}).")
    private int seconds = 300;

    @Option(
            names = "--kill-redis",
            paramLabel = "N",
            description = "How often Redis is killed (default: ${DEFAULT-VALUE}).")
    private int killRedis = 10;

    @Option(
            names = "--kill-node",
            paramLabel = "N",
            description = "How often each node is killed (default: ${DEFAULT-VALUE}).")
    private int killNode = 1;

    @Option(
            names = "--pause",
            paramLabel = "N",
            description = "How often a node stands still for 3 s (default: ${DEFAULT-VALUE}).")
    private int pause = 3;

    @Option(
            names = "--cut",
            paramLabel = "N",
            description = "How often a tenth of a node's connections is cut (default: ${DEFAULT-VALUE}).")
    private int cut = 10;

    @Option(
            names = "--redis-server",
            paramLabel = "FILE",
            description = "The program (default: ${DEFAULT-VALUE}, on the PATH).")
    private Path redisServer = Path.of("redis-server");

    @Option(names = "--jvm", paramLabel = "OPTION", description = "An option of the nodes' JVMs (default: -Xmx256m).")
    private List<String> jvm = List.of("-Xmx256m");

    @Spec
    private @Nullable CommandSpec spec;

    private final PrintStream out = System.out;
    private final Bar bar = new Bar();
    private long start;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (IntStream.of(nodeCount, clients, topics, rate, seconds).anyMatch(number -> number < 1)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--nodes, --clients, --topics, --rate and --seconds are 1 or more");
        }
        try (Redis redis = new Redis(redisServer);
                Nodes nodes = new Nodes(redis.uri(), jvm)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(redis, nodes), "chaos-clear"));
            return run(redis, nodes);
        }
    }

    private int run(Redis redis, Nodes nodes) throws IOException, InterruptedException {
        for (int i = 0; i < nodeCount; i++) {
            nodes.start();
        }
        try (Run run = new Run(nodes, clients, topics, rate)) {
            run.start();
            start = System.nanoTime();
            Faults faults = new Faults(redis, nodes, run.load(), this::tell);
            faults.plan(new Faults.Counts(killRedis, killNode, pause, cut), nodeCount, seconds);
            while (elapsed() < seconds) {
                faults.step(elapsed());
                bar.show("acknowledged " + run.load().acknowledged(), (long) elapsed(), seconds);
                LockSupport.parkNanos(LOOK);
            }
            faults.step(seconds);
            Outcome outcome = run.end();
            bar.clear();
            out.printf(
                    Locale.ROOT,
                    "publishing again after at most %.2f s of Redis; %d connections opened%n",
                    faults.longestSilence(),
                    run.connections());
            outcome.complaints().forEach(System.err::println);
            out.println(outcome.report());
            return outcome.isGood() ? 0 : 1;
        }
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void tell(String what) {
        bar.clear();
        out.printf(Locale.ROOT, "%6.1f s  %s%n", elapsed(), what);
        out.flush();
    }

    private static void clear(Redis redis, Nodes nodes) {
        try {
            nodes.close();
            redis.close();
        } catch (IOException left) {
            System.err.println("left behind: " + left.getMessage());
        }
    }
}
