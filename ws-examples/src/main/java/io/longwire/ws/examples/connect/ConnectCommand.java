package io.longwire.ws.examples.connect;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.Initiator;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.examples.cli.EngineOptions;
import io.longwire.ws.examples.cli.Tty;
import io.longwire.ws.reconnect.Loss;
import io.longwire.ws.reconnect.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Connects: at a terminal a conversation, in a pipe a filter, with a text a question and its answer. */
@Command(
        name = "connect",
        description = {
            "Talks to a WebSocket server.",
            "At a terminal each line is a message; " + Commands.HELP + ".",
            "In a pipe each line of stdin is a message and each message is printed on stdout."
        },
        mixinStandardHelpOptions = true)
public final class ConnectCommand implements Callable<Integer> {
    /** From here on the reader of a pipe waits for the socket. */
    private static final long MUCH = 1 << 16;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Parameters(paramLabel = "URL", description = "ws://HOST[:PORT]/PATH, or wss:// for TLS")
    private @Nullable URI uri;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header of the opening handshake.")
    private final List<String> headers = new ArrayList<>();

    @Option(
            names = "--subprotocol",
            paramLabel = "NAME",
            description = "A subprotocol to offer; the preferred one first.")
    private final List<String> subprotocols = new ArrayList<>();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "Trusts this authority's certificate, in PEM, besides those of the JDK (ws.client.tls.trust).")
    private @Nullable Path authority;

    @Option(
            names = "--proxy",
            paramLabel = "HOST:PORT",
            description = "Goes through this proxy (ws.client.proxy); WS_PROXY_USER and WS_PROXY_PASSWORD say as whom.")
    private @Nullable String proxy;

    @Option(
            names = "--reconnect",
            description = "Connects again when the connection is lost, after a random wait that grows up to 30 s"
                    + " (ws.plugins.reconnect). What is to be sent meanwhile waits.")
    private boolean reconnect;

    @Option(names = "--one-shot", paramLabel = "TEXT", description = "Sends this, prints the first answer, and ends.")
    private @Nullable String oneShot;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long --one-shot waits (default: ${DEFAULT-VALUE}).")
    private double wait = 10;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "In a pipe, after the end of stdin: closes when nothing arrived for so long"
                    + " (default: ${DEFAULT-VALUE}).")
    private double linger = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (reconnect && oneShot != null) {
            throw new ParameterException(
                    commandSpec().commandLine(), "--one-shot asks once; it does not go with --reconnect");
        }
        try (Screen screen = screen()) {
            WebSocketClient.Builder builder = WebSocketClient.builder().plugin(new Pongs(screen));
            engine.applyTo(builder::config, builder::set);
            if (authority != null) {
                builder.set("ws.client.tls.trust", List.of(authority.toString()));
            }
            if (proxy != null) {
                builder.set("ws.client.proxy.address", proxy);
            }
            try (WebSocketClient client = builder.build()) {
                return reconnect ? talkOn(client, screen) : talk(client, screen);
            }
        }
    }

    private Screen screen() throws IOException {
        return oneShot == null && Tty.isInteractive()
                ? new TerminalScreen(Tty.wantsColours())
                : new PipeScreen(System.out, System.err);
    }

    private int talk(WebSocketClient client, Screen screen) throws IOException, InterruptedException {
        Talk talk = new Talk(screen);
        WebSocket socket = connect(client, talk);
        if (oneShot != null) {
            return ask(socket, talk, oneShot);
        }
        if (screen instanceof TerminalScreen terminal) {
            terminal.note("connected to " + uri + " (" + Commands.HELP + ")");
            start(() -> converse(terminal, new Commands(socket, terminal), socket));
        } else {
            start(() -> pump(socket, talk));
        }
        Closed how = talk.closed().join();
        if (screen instanceof TerminalScreen || !isOrderly(how)) {
            screen.note(sentence(how));
        }
        return isOrderly(how) ? 0 : 1;
    }

    private int talkOn(WebSocketClient client, Screen screen) {
        Target target = new Target(Objects.requireNonNull(uri, "picocli demands it"), options());
        LongTalk talk = new LongTalk(client, target, screen);
        if (screen instanceof TerminalScreen terminal) {
            start(() -> {
                try {
                    while (!talk.isOver()) {
                        talk.obey(terminal.line());
                    }
                } catch (EndOfFileException | UserInterruptException e) {
                    talk.close();
                }
            });
        } else {
            start(() -> pump(talk));
        }
        Optional<Loss> why = talk.awaitEnd();
        why.ifPresent(loss -> screen.note(LongTalk.sentence(loss)));
        return why.isEmpty() || LongTalk.isOrderly(why.get()) ? 0 : 1;
    }

    private void pump(LongTalk talk) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && !talk.isOver(); line = in.readLine()) {
                talk.pump(line);
            }
            talk.awaitQuiet(seconds(linger));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            talk.close();
        }
    }

    private WebSocket connect(WebSocketClient client, Talk talk) throws IOException, InterruptedException {
        URI to = Objects.requireNonNull(uri, "picocli demands it");
        try {
            return client.connect(to, options(), talk).toCompletableFuture().get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HandshakeFailed refused) {
                throw refused;
            }
            if (e.getCause() instanceof IOException unreachable) {
                throw new IOException("cannot connect to " + to + ": " + unreachable.getMessage(), unreachable);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private ClientOptions options() {
        ClientOptions options = ClientOptions.DEFAULTS.subprotocols(subprotocols.toArray(String[]::new));
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("-H takes 'Name: value', not '" + header + "'");
            }
            options = options.header(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return options;
    }

    private int ask(WebSocket socket, Talk talk, String question) throws InterruptedException, IOException {
        socket.sendText(question);
        boolean answered = talk.awaitMessage(seconds(wait));
        boolean ended = talk.closed().isDone();
        socket.close();
        Closed how = talk.closed().join();
        if (!answered) {
            throw new IOException(ended ? sentence(how) : "no answer within " + wait + " s");
        }
        return 0;
    }

    private static void converse(TerminalScreen terminal, Commands commands, WebSocket socket) {
        try {
            while (socket.isOpen()) {
                commands.obey(terminal.line());
            }
        } catch (EndOfFileException | UserInterruptException e) {
            // Ctrl-D and Ctrl-C are how people say goodbye.
            socket.close();
        }
    }

    private void pump(WebSocket socket, Talk talk) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && socket.isOpen(); line = in.readLine()) {
                socket.sendText(line);
                if (socket.bufferedBytes() > MUCH) {
                    // Fails when the connection ends; then sending ends, too.
                    socket.flushed()
                            .toCompletableFuture()
                            .exceptionally(lost -> null)
                            .join();
                }
            }
            talk.awaitQuiet(seconds(linger));
            socket.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            socket.close();
        } catch (IOException e) {
            socket.abort(CloseReason.GOING_AWAY, new UncheckedIOException(e));
        }
    }

    /** A daemon: it may wait for input that never comes when the connection is long gone. */
    private static void start(Runnable task) {
        Thread thread = new Thread(task, "input");
        thread.setDaemon(true);
        thread.start();
    }

    static boolean isOrderly(Closed how) {
        boolean told = how.code() == 1000 || how.code() == 1001 || how.code() == Closed.NO_STATUS;
        return how.by() == Initiator.LOCAL ? how.cause() == null : how.by() == Initiator.PEER && told;
    }

    static String sentence(Closed how) {
        String who = switch (how.by()) {
            case LOCAL -> "closed";
            case PEER -> "the server closed";
            case NOBODY -> "the connection was lost";
        };
        String text = how.text().isEmpty() ? "" : " \"" + how.text() + "\"";
        String cause = how.cause() == null ? "" : ": " + how.cause().getMessage();
        return who + " (" + how.code() + text + ")" + cause;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets this before a command runs");
        }
        return spec;
    }
}
