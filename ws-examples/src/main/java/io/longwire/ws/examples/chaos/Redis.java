package io.longwire.ws.examples.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Redis that keeps every publication on disk before it answers, in a folder of its own. A shell holds it, and kills it when its own
 * standard input ends: with the word to do so, and when this process is no more.
 */
final class Redis implements AutoCloseable {
    private static final String HELD = "trap '' INT HUP TERM; \"$0\" \"$@\" </dev/null & cat; kill -KILL $!; wait $!";
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long LOOK = Duration.ofMillis(5).toNanos();

    private final Path program;
    private final Path folder;
    private final int port;
    private @Nullable Process shell;
    private boolean closed;

    /** @param program the file, or its name on the PATH */
    Redis(Path program) throws IOException {
        this.program = find(program);
        folder = Files.createTempDirectory("longwire-chaos-");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try {
            restart();
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** SIGKILL, and waits for the end. */
    synchronized void kill() throws IOException {
        if (shell != null) {
            shell.getOutputStream().close();
            shell.onExit().join();
        }
    }

    /** Starts it again, with what it kept; returns when it answers. */
    synchronized void restart() throws IOException {
        if (closed) {
            throw new IOException("The run was ended.");
        }
        shell = run();
        awaitAnswer();
    }

    private Process run() throws IOException {
        List<String> line = new ArrayList<>(List.of("sh", "-c", HELD, program.toString()));
        line.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
        line.addAll(List.of("--save", "", "--appendonly", "yes", "--appendfsync", "always"));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private void awaitAnswer() throws IOException {
        long start = System.nanoTime();
        while (!answers()) {
            if (System.nanoTime() - start > PATIENCE) {
                List<String> said = Files.readAllLines(log());
                throw new IOException(
                        program + " does not answer" + (said.isEmpty() ? "." : ": " + said.get(said.size() - 1)));
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(1).toMillis());
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path log() {
        return folder.resolve("redis.log");
    }

    private static Path find(Path program) throws IOException {
        String path = program.getNameCount() > 1 ? "" : System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(":", -1))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElseThrow(() -> new IOException("There is no program " + program
                        + (path.isEmpty() ? "." : " on the PATH.") + " Install Redis, or say where it is:"
                        + " --redis-server FILE."));
    }

    /** Kills it and throws away what it kept. A second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
