package io.longwire.ws.conformance.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A project of somebody else's, with the versions of ws-bom, a server of a few lines, a plug-in in a jar of its own and the
 * transport in one line of its pom, is built by Maven from the artifacts as they are published, and works.
 *
 * <p>Maven runs without the network: it finds the modules in a repository below target/, what else it needs where the build that
 * runs this test has it, and puts what it fetches below target/.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsumerIT {
    private static final String VERSION = System.getProperty("longwire.version");
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "netty"})
    void aProjectOutsideBuildsAndRunsWithOneTransport(String transport) throws Exception {
        assumeTrue(System.getProperty("maven.home") != null, "skipped: needs the Maven that runs it, as in mvn verify");
        Path work = Files.createDirectories(TARGET.resolve("consumer-" + transport));
        copy(Path.of("src/test/consumer"), work.resolve("project"));
        publish(work.resolve("published"));
        delete(work.resolve("fetched/io/longwire")); // a released version is never fetched again
        Path settings = Files.writeString(work.resolve("settings.xml"), settings(work));
        Path log = work.resolve("maven.log");
        run(
                log,
                work.resolve("project"),
                maven(),
                "--batch-mode",
                "--settings=" + settings,
                "-Dlongwire.version=" + VERSION,
                "-Dtransport=" + transport,
                "-Dconsumer.repository=" + work.resolve("fetched").toUri().getPath(),
                "package");
        assertThat(greeting(work.resolve("project"))).isEqualTo("Hello, you, number 1");
        String other = transport.equals("nio") ? "netty" : "nio";
        assertThat(work.resolve("fetched/io/longwire/ws-transport-" + transport))
                .exists();
        assertThat(work.resolve("fetched/io/longwire/ws-transport-" + other)).doesNotExist();
    }

    /** Every published module in the layout of a repository: its jar, and the pom that goes with it. */
    private static void publish(Path repository) throws IOException {
        try (Stream<Path> modules = Files.list(TARGET.getParent().getParent())) {
            for (Path module : modules.toList()) {
                Path pom = module.resolve(".flattened-pom.xml");
                if (Files.exists(pom)) {
                    String name = module.getFileName().toString();
                    Path folder = Files.createDirectories(
                            repository.resolve("io/longwire").resolve(name).resolve(VERSION));
                    put(pom, folder.resolve(name + "-" + VERSION + ".pom"));
                    Path jar = module.resolve("target").resolve(name + "-" + VERSION + ".jar");
                    if (Files.exists(jar)) {
                        put(jar, folder.resolve(jar.getFileName()));
                    }
                }
            }
        }
    }

    private static String settings(Path work) {
        return """
                <settings>
                  <localRepository>%s</localRepository>
                  <mirrors>
                    <mirror><id>cache</id><mirrorOf>central</mirrorOf><url>%s</url></mirror>
                  </mirrors>
                  <profiles>
                    <profile>
                      <id>longwire</id>
                      <repositories>
                        <repository><id>published</id><url>%s</url></repository>
                      </repositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>longwire</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        work.resolve("fetched"),
                        Path.of(System.getProperty("maven.cache")).toUri(),
                        work.resolve("published").toUri());
    }

    private static String maven() {
        Path bin = Path.of(System.getProperty("maven.home"), "bin");
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return bin.resolve(windows ? "mvn.cmd" : "mvn").toString();
    }

    private static void run(Path log, Path folder, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_CONFIG"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("Maven ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String greeting(Path project) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--class-path");
        command.add(project.resolve("hello/target/hello-1.jar")
                + File.pathSeparator
                + project.resolve("visitors/target/visitors-1.jar"));
        command.add("hello.Hello");
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = server.inputReader()) {
            String port = out.readLine();
            assertThat(port).as("the port is printed").isNotNull();
            CompletableFuture<String> heard = new CompletableFuture<>();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), new Listening(heard))
                    .get(60, TimeUnit.SECONDS);
            socket.sendText("you", true).get(60, TimeUnit.SECONDS);
            return heard.get(60, TimeUnit.SECONDS);
        } finally {
            server.destroyForcibly();
        }
    }

    private record Listening(CompletableFuture<String> heard) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.complete(data.toString());
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            heard.completeExceptionally(error);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                put(file, copied);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void put(Path from, Path to) throws IOException {
        byte[] bytes = Files.readAllBytes(from);
        if (!Files.exists(to) || !Arrays.equals(bytes, Files.readAllBytes(to))) {
            Files.write(to, bytes);
        }
    }
}
