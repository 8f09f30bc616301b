package io.longwire.ws.examples.echo;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.examples.cli.ServerOptions;
import io.longwire.ws.examples.cli.Serving;
import io.longwire.ws.examples.cli.SuiteLimits;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code /echo} answers each message with itself, {@code /broadcast} sends each to all who are connected there. */
@Command(
        name = "echo",
        description = "/echo answers each message with itself, /broadcast sends it to all who are there.",
        mixinStandardHelpOptions = true)
public final class EchoCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Option(
            names = "--text",
            paramLabel = "AS",
            defaultValue = "string",
            description = "How handlers take text: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private TextKind text = TextKind.STRING;

    @Option(
            names = "--suite",
            description = "Limits for conformance suites: messages of 16 MiB, 131072 fragments, pings without number."
                    + " What -D or --config sets goes before.")
    private boolean suite;

    @Override
    public Integer call() throws InterruptedException {
        if (suite) {
            options.otherwise(SuiteLimits.settings());
        }
        Dispatch dispatch = options.dispatch(Dispatch.EVENT_LOOP);
        WebSocketServer.Builder server = WebSocketServer.builder()
                .endpoint("/echo", dispatch, text::echo)
                .endpoint(new BroadcastEndpoint(dispatch, text));
        return Serving.run(server, options, Optional.empty());
    }
}
