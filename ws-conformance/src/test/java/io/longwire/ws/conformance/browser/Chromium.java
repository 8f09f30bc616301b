package io.longwire.ws.conformance.browser;

import io.longwire.ws.conformance.Installed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The browser of this machine, without a window, with a profile of its own. */
public final class Chromium implements AutoCloseable {
    /** Far more than anything takes, so that a test fails instead of hanging. */
    static final long DEADLINE_SECONDS = 60;

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Two pages talk to each other here; one of them is always behind the other.
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--remote-debugging-port=0");

    private final Process process;
    private final Path profile;
    private final URI devTools;

    private Chromium(Path binary, String... flags) throws IOException, InterruptedException {
        profile = Files.createTempDirectory(Files.createDirectories(Path.of("target", "browser")), "profile-")
                .toAbsolutePath();
        List<String> line = new ArrayList<>();
        line.add(binary.toString());
        line.addAll(FLAGS);
        line.addAll(List.of(flags));
        line.add("--user-data-dir=" + profile);
        line.add("about:blank");
        process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output.txt").toFile())
                .start();
        devTools = awaitAddress(profile.resolve("DevToolsActivePort"));
    }

    /**
     * Starts it. Without a browser on this machine the test is skipped with a line that says so; in CI it fails.
     *
     * @param flags further options of its command line
     */
    public static Chromium start(String... flags) throws IOException, InterruptedException {
        Optional<Path> binary = find();
        Installed.require(
                binary.isPresent(),
                "no chromium on the PATH (" + String.join(", ", NAMES) + "), and CHROMIUM names none");
        return new Chromium(binary.orElseThrow(), flags);
    }

    private static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Installed.onPath(NAMES.toArray(String[]::new)).stream().findFirst();
    }

    /** Where its DevTools Protocol is spoken. */
    public URI devTools() {
        return devTools;
    }

    /** The browser writes this file when it listens: the port, and the path of the address. */
    private URI awaitAddress(Path file) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() == 2) {
                    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
                }
            } catch (NoSuchFileException e) {
                // Not yet.
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("the browser does not listen; see " + profile.resolve("output.txt"));
    }

    @Override
    public void close() throws Exception {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            family.forEach(ProcessHandle::destroyForcibly);
        }
        CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
