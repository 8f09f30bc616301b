package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import io.longwire.ws.examples.raw.Trust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a server that echoes some five hundred questions and tells where it differs from the standards. */
@Command(
        name = "conformance",
        description = {
            "Asks a WebSocket server that echoes some five hundred questions, each with the section of the RFC that answers it,",
            "and prints what was expected and seen. The exit code is 0 when all hold, 1 when some differ."
        },
        mixinStandardHelpOptions = true)
public final class ConformanceCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "ws://HOST[:PORT]/PATH or wss://...: where messages come back.")
    private @Nullable URI uri;

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificates to trust, in PEM (default: the JDK's).")
    private @Nullable Path ca;

    @Option(names = "--insecure", description = "Trusts any certificate.")
    private boolean insecure;

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            description = "Cases in whose names this regular expression is found, as \"deflate:|close:\".")
    private String only = "";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the server may take for what it owes (default: ${DEFAULT-VALUE}).")
    private double timeout = 5;

    @Option(names = "--connections", paramLabel = "N", description = "Cases at once (default: ${DEFAULT-VALUE}).")
    private int connections = 8;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes what was found as JSON, too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Remote server = server();
        List<Case> cases = cases();
        probe(server);
        Table table = new Table(commandSpec().commandLine().getOut());
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Finding>> findings = new ArrayList<>();
            for (Case one : cases) {
                findings.add(threads.submit(() -> run(one, server)));
            }
            for (int i = 0; i < cases.size(); i++) {
                table.add(cases.get(i), result(findings.get(i)));
            }
        } finally {
            threads.shutdownNow();
        }
        table.close();
        if (json != null) {
            table.write(json, String.valueOf(uri));
        }
        return table.count(Verdict.DIFFERS) == 0 ? 0 : 1;
    }

    private Remote server() throws IOException {
        if (connections < 1 || timeout < 0.1 || timeout > 600) {
            throw misused("--connections is 1 at least, --timeout from 0.1 to 600");
        }
        Trust trust = insecure ? Trust.inAll() : Trust.in(ca);
        try {
            URI to = Objects.requireNonNull(uri, "picocli demands it");
            return Remote.of(to, trust, Duration.ofMillis((long) (timeout * 1000)));
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>(OpeningCases.all());
        cases.addAll(NegotiationCases.all());
        cases.addAll(VectorCases.all());
        cases.addAll(TextCases.all());
        cases.addAll(DeflateCases.all());
        cases.addAll(CloseCases.all());
        try {
            Pattern pattern = Pattern.compile(only);
            cases.removeIf(one -> !pattern.matcher(one.name()).find());
        } catch (PatternSyntaxException e) {
            throw misused("--only: " + e.getMessage());
        }
        if (cases.isEmpty()) {
            throw misused("no case has \"" + only + "\" in its name");
        }
        return cases;
    }

    /** What does not echo at all cannot be asked. */
    private void probe(Remote server) throws IOException {
        try (Conversation talk = new Conversation(server, "")) {
            Message hello = Message.text("Hello");
            talk.say(RawClient.frame(0x81, hello.payload())).hearMessages(1);
            if (!talk.messages().equals(List.of(hello))) {
                throw new IOException(uri + " does not send a message back: " + talk.seen());
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer from " + uri + " within " + timeout + " s", e);
        } catch (ConnectException | SSLException e) {
            throw new IOException("cannot connect to " + uri + ": " + e.getMessage(), e);
        }
    }

    private static Finding run(Case one, Remote server) {
        try {
            return one.play().run(server);
        } catch (SocketTimeoutException e) {
            return Finding.differs("no answer");
        } catch (IOException e) {
            return Finding.differs(String.valueOf(e.getMessage()));
        }
    }

    private static Finding result(Future<Finding> finding) throws InterruptedException {
        try {
            return finding.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private ParameterException misused(String sentence) {
        return new ParameterException(commandSpec().commandLine(), sentence);
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec, "picocli sets this before a command runs");
    }
}
