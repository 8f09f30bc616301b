package io.longwire.ws.benchmarks;

import io.longwire.ws.benchmarks.compare.CompareCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The programs of this jar as sub-commands. */
@Command(
        name = "ws-benchmarks",
        description = "Measures Longwire.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CompareCommand.class)
public final class Main {
    private Main() {}

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
