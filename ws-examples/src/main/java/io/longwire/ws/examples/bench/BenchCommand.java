package io.longwire.ws.examples.bench;

import io.longwire.ws.WebSocketClient;
import io.longwire.ws.examples.cli.Bar;
import io.longwire.ws.examples.cli.EngineOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads an echo server, and tells how long its answers take. */
@Command(
        name = "bench",
        description = {
            "Loads an echo server, and tells how long its answers take.",
            "With --rate, messages are due at fixed times, and a time begins when its message was due: a server that stalls"
                    + " cannot hide it by being asked less. Without, each connection sends when it was answered."
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Parameters(paramLabel = "URI", description = "Of the server, for example ws://127.0.0.1:8080/echo.")
    private @Nullable URI uri;

    @Option(names = "--connections", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int connections = 100;

    @Option(
            names = "--ramp",
            paramLabel = "SECONDS",
            description = "Over how long they are opened (default: ${DEFAULT-VALUE}).")
    private double ramp;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second over all connections; without, as many as are answered.")
    private double rate;

    @Option(names = "--size", paramLabel = "BYTES", description = "Of a message (default: ${DEFAULT-VALUE}).")
    private int size = 64;

    @Option(names = "--text", description = "Sends text instead of binary messages.")
    private boolean text;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "For how long times are kept (default: ${DEFAULT-VALUE}).")
    private double duration = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long before that (default: ${DEFAULT-VALUE}).")
    private double warmUp = 2;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with a chart there.")
    private @Nullable Path html;

    @Option(
            names = "--assert",
            paramLabel = "'p99<20ms'",
            converter = Expectation.Converter.class,
            description = "Ends with code 1 if this is not so; may be given again.")
    private List<Expectation> expectations = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
        if (connections < 1 || size < 1 || !(duration > 0) || !(rate >= 0) || !(ramp >= 0) || !(warmUp >= 0)) {
            throw new ParameterException(command.commandLine(), "there is nothing to send, or no time for it");
        }
        BenchReport report = new BenchReport(load(), duration, run());
        PrintWriter out = command.commandLine().getOut();
        out.println(report.table());
        if (json != null) {
            Files.writeString(json, report.json());
        }
        if (html != null) {
            Files.writeString(html, report.html());
        }
        boolean held = true;
        for (Expectation each : expectations) {
            boolean holds = each.holds(report.outcome().times());
            out.println((holds ? "held: " : "NOT HELD: ") + each.text());
            held &= holds;
        }
        out.flush();
        return held && report.outcome().well() ? 0 : 1;
    }

    private Outcome run() throws IOException, InterruptedException {
        WebSocketClient.Builder builder = WebSocketClient.builder();
        engine.applyTo(builder::config, builder::set);
        Bar bar = new Bar();
        Callers callers = new Callers(Letter.of(text, size));
        try (WebSocketClient client = builder.build()) {
            URI to = Objects.requireNonNull(uri, "picocli demands it");
            callers.open(client, to, connections, nanos(ramp), open -> bar.show("opening", open, connections));
            if (rate > 0) {
                callers.sendAt(rate, nanos(warmUp), nanos(duration), part -> bar.show("sending", part, 100));
            } else {
                callers.sendWhenAnswered(nanos(warmUp), nanos(duration), part -> bar.show("sending", part, 100));
            }
            bar.clear();
            return callers.end(PATIENCE);
        }
    }

    private String load() {
        return uri + ": " + connections + " connections, " + size + " bytes of " + (text ? "text" : "binary") + ", "
                + (rate > 0 ? rate + " messages a second" : "one message in flight each, times not corrected");
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}
