package io.longwire.ws.examples;

import io.longwire.ws.StartFailed;
import io.longwire.ws.examples.attack.AttackCommand;
import io.longwire.ws.examples.attack.AttackersCommand;
import io.longwire.ws.examples.bench.BenchCommand;
import io.longwire.ws.examples.chaos.ChaosCommand;
import io.longwire.ws.examples.chaos.ChaosNodeCommand;
import io.longwire.ws.examples.chat.ChatCommand;
import io.longwire.ws.examples.cli.ConfigCommand;
import io.longwire.ws.examples.conformance.ConformanceCommand;
import io.longwire.ws.examples.connect.ConnectCommand;
import io.longwire.ws.examples.echo.EchoCommand;
import io.longwire.ws.examples.idle.IdleCommand;
import io.longwire.ws.examples.plugin.PluginCommand;
import io.longwire.ws.examples.soak.SoakCommand;
import io.longwire.ws.examples.suite.SuiteCommand;
import io.longwire.ws.examples.token.TokenCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The programs of this jar as sub-commands. Exit codes: 0 for an orderly end, 1 when something could not be done, told in one
 * sentence on stderr, and 2 for a command line that makes no sense.
 */
@Command(
        name = "longwire",
        description = "WebSocket programs built with Longwire.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Main.Version.class,
        subcommands = {
            ChatCommand.class,
            EchoCommand.class,
            PluginCommand.class,
            ConnectCommand.class,
            ConformanceCommand.class,
            SuiteCommand.class,
            BenchCommand.class,
            AttackCommand.class,
            AttackersCommand.class,
            ChaosCommand.class,
            ChaosNodeCommand.class,
            SoakCommand.class,
            ConfigCommand.class,
            TokenCommand.class,
            IdleCommand.class
        })
public final class Main {
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"longwire " + (version == null ? "(not packaged)" : version)};
        }
    }

    private Main() {}

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] args) {
        // Before there are threads: a logger that is asked for while another thread starts the log leaves words on
        // stderr.
        System.getLogger("io.longwire.ws").isLoggable(System.Logger.Level.INFO);
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int misused(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try \"" + command.getCommandSpec().qualifiedName() + " --help\".");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (cause instanceof StartFailed || cause instanceof IOException) {
            String sentence = cause.getMessage();
            command.getErr().println(sentence == null ? cause.getClass().getSimpleName() : sentence);
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
        // A mistake of ours: its stack trace is what a report needs.
        throw failure;
    }
}
