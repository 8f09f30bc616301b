package io.longwire.ws.examples.cli;

import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.WebSocketServer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves a configuration and prints it. */
@Command(
        name = "config",
        description =
                "Prints every setting with its value, default and origin; what is wrong is told and ends with code 1.",
        mixinStandardHelpOptions = true)
public final class ConfigCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Option(names = "--changed", description = "Only what is another than its default.")
    private boolean changed;

    @Override
    public Integer call() {
        WebSocketServer.Builder builder = WebSocketServer.builder();
        engine.applyTo(builder::config, builder::set);
        builder.check();
        EffectiveConfiguration all = builder.build().describe();
        PrintWriter out = EngineOptions.require(spec).commandLine().getOut();
        out.print(changed ? all.changed() : all);
        out.flush();
        return 0;
    }
}
