package io.longwire.ws.examples.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The runnable jar as a process of its own. */
public final class Program implements AutoCloseable {
    /** Far more than it takes: a test that fails by it has found something that hangs. */
    public static final long DEADLINE_SECONDS = 60;

    static final Path JAR = Path.of("target", "ws-examples.jar");

    private static final String END = new String("(end of stdout)");
    private static final Pattern LISTENING = Pattern.compile("listening on wss?://(127\\.0\\.0\\.1):(\\d+)");

    private final Process process;
    private final Path folder;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private Program(Map<String, String> environment, List<String> jvm, List<String> arguments) throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "it")), "run-");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder.toAbsolutePath()));
        line.addAll(jvm);
        line.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        process = builder.start();
        read(process.getInputStream(), out::add, () -> out.add(END));
        read(process.getErrorStream(), err::add, () -> {});
    }

    /** Starts the jar with these arguments. */
    public static Program start(String... arguments) throws IOException {
        return new Program(Map.of(), List.of(), Arrays.asList(arguments));
    }

    /** Starts the jar with an option of the JVM and these arguments. */
    static Program startWith(String jvmOption, String... arguments) throws IOException {
        return new Program(Map.of(), List.of(jvmOption), Arrays.asList(arguments));
    }

    /** Starts the jar with variables of the environment, an option of the JVM and these arguments. */
    static Program startIn(Map<String, String> environment, String jvmOption, String... arguments) throws IOException {
        return new Program(environment, List.of(jvmOption), Arrays.asList(arguments));
    }

    private void read(InputStream from, java.util.function.Consumer<String> each, Runnable end) {
        Thread reader = new Thread(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                lines.lines().forEach(each);
            } catch (IOException | UncheckedIOException e) {
                each.accept("(" + e + ")");
            } finally {
                end.run();
            }
        });
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    /** The next line of stdout. */
    public String line() throws InterruptedException {
        String line = out.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (line == null || line == END) {
            throw new AssertionError("no line on stdout; stderr: " + err + ", alive: " + process.isAlive());
        }
        return line;
    }

    /** Waits for the first line of a server and returns its port. */
    public int port() throws InterruptedException {
        String line = line();
        Matcher matcher = LISTENING.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("the first line was: " + line);
        }
        return Integer.parseInt(matcher.group(2));
    }

    /** Writes to stdin. */
    void type(String text) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(text).flush();
    }

    void endInput() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
    }

    /** SIGTERM. By the handle, since the process would close what it still has to say. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** What it started, and what that started. */
    List<ProcessHandle> descendants() {
        return process.toHandle().descendants().toList();
    }

    int exitCode() throws InterruptedException {
        return exitCodeWithin(DEADLINE_SECONDS);
    }

    int exitCodeWithin(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; stderr: " + err);
        }
        for (Thread reader : readers) {
            reader.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        }
        return process.exitValue();
    }

    /** What is left on stdout, after the end. */
    List<String> restOfOut() {
        List<String> rest = new ArrayList<>();
        out.drainTo(rest);
        rest.remove(END);
        return rest;
    }

    /** What came on stderr so far. */
    public List<String> err() {
        return err;
    }

    /** What it left in its folder for temporary files. */
    List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly();
        process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
