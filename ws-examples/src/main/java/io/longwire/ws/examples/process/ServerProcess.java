package io.longwire.ws.examples.process;

import io.longwire.ws.StartFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A command of this jar that serves, in a JVM of its own. It ends with this process, however that ends. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on wss?://(?:\\[.*]|[^:]*):(\\d+)");
    private static final Pattern LIVE = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param jvm options of the JVM, for example {@code -Xmx256m}
     * @param arguments the command and its options; a port need not be among them
     * @throws StartFailed when it ends instead; its own words have gone to stderr
     */
    public static ServerProcess start(List<String> jvm, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(arguments);
        line.addAll(List.of("--port", "0", "--end-with-input"));
        Process process = Jar.run(jvm, line);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String first = out.readLine();
        Matcher matcher = LISTENING.matcher(first == null ? "" : first);
        if (!matcher.find()) {
            process.destroyForcibly();
            throw new StartFailed("The server did not start.");
        }
        Thread drain = new Thread(() -> out.lines().forEach(rest -> {}), "server-output");
        drain.setDaemon(true);
        drain.start();
        return new ServerProcess(process, Integer.parseInt(matcher.group(1)));
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its resident memory in bytes; empty where the system does not tell. */
    public OptionalLong resident() {
        return Resident.of(process.pid());
    }

    /** The processor time that it has used so far; zero where the system does not tell. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The bytes of the objects that live on its heap, after a collection; empty where its JVM has no jcmd. */
    public OptionalLong liveHeap() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return OptionalLong.empty();
        }
        Process histogram = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = histogram.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines()
                    .map(LIVE::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(total -> Long.parseLong(total.group(1)))
                    .reduce((first, last) -> last);
        }
    }

    /** Asks it to stop (SIGTERM) and waits for its end; null when it does not end in a minute. */
    public @Nullable Integer stop() throws InterruptedException {
        // The process itself would close the server's input, too, which ends it at once.
        process.toHandle().destroy();
        return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : null;
    }

    /** Ends it as {@code kill -KILL}, and waits for that. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Stops its clock for so long ({@code kill -STOP}, then {@code -CONT}). That it goes on does not depend on this process.
     *
     * @param seconds more than 0
     */
    public void pause(int seconds) throws IOException, InterruptedException {
        String script = "trap '' INT HUP TERM; kill -STOP $0 && sleep $1; kill -CONT $0";
        new ProcessBuilder("sh", "-c", script, Long.toString(process.pid()), Integer.toString(seconds))
                .redirectErrorStream(true)
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
