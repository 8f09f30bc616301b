package io.longwire.ws.benchmarks.compare;

import io.longwire.ws.benchmarks.server.Contestant;
import io.longwire.ws.benchmarks.server.ServerMain;
import io.longwire.ws.benchmarks.server.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contestant in a JVM of its own. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final int port;

    private Child(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.port = Integer.parseInt(answer("port "));
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param java the JVM's program
     * @param options of the JVM
     * @param cast whether each message goes to all
     */
    static Child start(Path java, List<String> options, Contestant contestant, boolean cast) throws IOException {
        List<String> command = new ArrayList<>(Cores.onServers());
        command.add(java.toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), ServerMain.class.getName(), contestant.toString()));
        if (cast) {
            command.add("cast");
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Child(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException(contestant + " did not start", e);
        }
    }

    int port() {
        return port;
    }

    /** What it has used so far. */
    Usage usage() {
        try {
            in.write("usage\n");
            in.flush();
            return Usage.parse(answer("used "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rest of the next line that begins so; servers print other lines too. */
    private String answer(String prefix) throws IOException {
        @Nullable String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IOException("the server has ended");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
