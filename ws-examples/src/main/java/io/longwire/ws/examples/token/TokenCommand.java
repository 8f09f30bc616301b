package io.longwire.ws.examples.token;

import io.longwire.ws.auth.Keys;
import io.longwire.ws.auth.Tokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes keys, and tokens that a server with these keys accepts. */
@Command(
        name = "token",
        description = "Prints a new key for signing, or a token that the plug-in auth accepts.",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Wanted wanted = new Wanted();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Where the keys are, as for ws.plugins.auth.key-file; the first one signs.")
    private @Nullable Path keyFile;

    @Option(names = "--purpose", paramLabel = "TEXT", description = "As ws.plugins.auth.purpose.")
    private String purpose = "longwire";

    @Option(names = "--seconds", paramLabel = "N", description = "How long the token is good for; an hour by default.")
    private long seconds = 3600;

    private static final class Wanted {
        @Option(
                names = "--new-key",
                paramLabel = "ID",
                description = "Prints a new key with this id, a line of a key file.")
        private @Nullable String keyId;

        @Option(names = "--name", paramLabel = "NAME", description = "Prints a token for whom this is the name of.")
        private @Nullable String name;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec own = Objects.requireNonNull(spec);
        PrintWriter out = own.commandLine().getOut();
        out.println(wanted.keyId == null ? token(own) : Keys.generate(wanted.keyId));
        out.flush();
        return 0;
    }

    private String token(CommandSpec own) throws IOException {
        if (keyFile == null) {
            throw new ParameterException(own.commandLine(), "--name needs --key-file");
        }
        Duration lifetime = Duration.ofSeconds(seconds);
        return new Tokens(Keys.read(keyFile), purpose, lifetime).issue(Objects.requireNonNull(wanted.name), lifetime);
    }
}
