package io.longwire.ws.examples.suite;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Closed;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.examples.cli.EngineOptions;
import io.longwire.ws.examples.cli.SuiteLimits;
import io.longwire.ws.examples.cli.Tty;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The client's side of a suite that plays the server: one connection a case, and each message back until the suite closes. */
@Command(
        name = "suite",
        description = {
            "Runs the client against a conformance suite that plays the server: asks /getCaseCount, visits",
            "/runCase?case=N&agent=NAME for each case, sends back what comes, and asks for the report with",
            "/updateReports?agent=NAME. The suite judges; limits are those of \"echo --suite\"."
        },
        mixinStandardHelpOptions = true)
public final class SuiteCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Parameters(paramLabel = "URL", description = "ws://HOST[:PORT]: the suite.")
    private @Nullable URI uri;

    @Option(names = "--agent", paramLabel = "NAME", description = "The name in the report (default: ${DEFAULT-VALUE}).")
    private String agent = "longwire";

    @Option(
            names = "--cases",
            paramLabel = "FROM-TO",
            converter = Cases.Converter.class,
            description = "The cases to run, as 1-20 (default: all).")
    private Cases cases = Cases.ALL;

    @Option(
            names = "--case-timeout",
            paramLabel = "SECONDS",
            description = "How long a case may take (default: ${DEFAULT-VALUE}).")
    private int caseTimeout = 300;

    @Override
    public Integer call() throws IOException, InterruptedException {
        WebSocketClient.Builder builder = WebSocketClient.builder();
        engine.applyTo(builder::config, builder::set, SuiteLimits.settings());
        try (WebSocketClient client = builder.build()) {
            int count = count(client);
            int ran = 0;
            int unopened = 0;
            for (int number : cases.upTo(count).toArray()) {
                progress(number, count);
                try {
                    visit(client, "/runCase?case=" + number + "&agent=" + name(), new Answering(true));
                } catch (HandshakeFailed e) {
                    out().printf("case %d did not open: %s%n", number, e.getMessage());
                    unopened++;
                }
                ran++;
            }
            visit(client, "/updateReports?agent=" + name(), new Answering(false));
            out().printf("%d of %d cases run as \"%s\", %d did not open%n", ran, count, agent, unopened);
            out().flush();
            return unopened == 0 ? 0 : 1;
        }
    }

    private int count(WebSocketClient client) throws IOException, InterruptedException {
        Answering asking = new Answering(false);
        visit(client, "/getCaseCount", asking);
        if (!asking.first().matches("[0-9]{1,6}")) {
            throw new IOException(uri + " does not tell how many cases there are: \"" + asking.first() + "\"");
        }
        return Integer.parseInt(asking.first());
    }

    private Closed visit(WebSocketClient client, String target, Answering handler)
            throws IOException, InterruptedException {
        String base = String.valueOf(uri).replaceAll("/+$", "");
        try {
            client.connect(URI.create(base + target), ClientOptions.DEFAULTS, handler)
                    .toCompletableFuture()
                    .get(caseTimeout, TimeUnit.SECONDS);
            return handler.closed().get(caseTimeout, TimeUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        } catch (TimeoutException e) {
            throw new IOException(target + " took more than " + caseTimeout + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HandshakeFailed refused) {
                throw refused;
            }
            throw new IOException("cannot connect to " + base + target + ": " + e.getMessage(), e);
        }
    }

    private void progress(int number, int count) {
        if (Tty.isInteractive()) {
            out().printf("\rcase %d of %d ", number, count);
        } else if (number % 50 == 0) {
            out().printf("case %d of %d%n", number, count);
        }
        out().flush();
    }

    private String name() {
        return URLEncoder.encode(agent, StandardCharsets.UTF_8);
    }

    private PrintWriter out() {
        return commandSpec().commandLine().getOut();
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec, "picocli sets this before a command runs");
    }
}
