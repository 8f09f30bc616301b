package io.longwire.ws.broadcast.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis, which keeps every publication before it answers: {@code appendfsync always}. It comes with the tests, so nothing
 * is installed; where it cannot run the test is skipped, or fails when CI is true.
 */
final class RedisProcess implements AutoCloseable {
    private static final Path HOME = Path.of("target", "redis");

    final int port;
    private final Path data;
    private final List<String> more;
    private Process process;

    RedisProcess(String... more) {
        this.more = List.of(more);
        try {
            Files.createDirectories(HOME);
            data = Files.createTempDirectory(HOME.toAbsolutePath(), "data");
            port = freePort();
            process = started();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** As {@code kill -KILL}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void restart() {
        try {
            process = started();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void restartEmpty() {
        empty();
        restart();
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        kill();
        empty();
    }

    private void empty() {
        try (Stream<Path> files = Files.walk(data)) {
            files.filter(Files::isRegularFile).map(Path::toFile).forEach(File::delete);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Process started() throws IOException {
        List<String> command = new ArrayList<>(List.of(executable(), "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", data.toString(), "--save", ""));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
        command.addAll(more);
        Process starting = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(starting::destroyForcibly));
        List<String> said = new ArrayList<>();
        var lines = new BufferedReader(new InputStreamReader(starting.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.contains("Ready to accept connections")) {
                return starting;
            }
        }
        throw new IOException(
                "Redis ended with " + starting.onExit().join().exitValue() + ": " + String.join(" ", said));
    }

    private static synchronized String executable() {
        String file;
        int code;
        try {
            file = ExecutableProvider.newJarResourceProvider(HOME.toFile())
                    .get()
                    .getAbsolutePath();
            code = new ProcessBuilder(file, "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException | RuntimeException none) {
            return absent(none.toString());
        }
        return code == 0 ? file : absent("its program ends with " + code);
    }

    private static <T> T absent(String why) {
        String sentence = "Redis does not run here: " + why;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(sentence);
        }
        return Assumptions.abort(sentence);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
