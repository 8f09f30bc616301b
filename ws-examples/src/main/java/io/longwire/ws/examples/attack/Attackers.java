package io.longwire.ws.examples.attack;

import io.longwire.ws.examples.process.Jar;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The process of the hostile sockets. */
final class Attackers implements AutoCloseable {
    private final Process process;

    Attackers(int port, int sockets, double rest) throws IOException {
        process = Jar.run(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(
                        "attackers",
                        "--port",
                        Integer.toString(port),
                        "--sockets",
                        Integer.toString(sockets),
                        "--rest",
                        String.format(Locale.ROOT, "%f", rest)));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time that they have used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends them. How often the server had ended each kind; nothing where they died before. */
    Map<Assault, Long> stop() throws IOException {
        process.getOutputStream().close();
        Map<Assault, Long> ended = new EnumMap<>(Assault.class);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines()
                    .map(line -> line.split(" ", 2))
                    .forEach(pair -> ended.put(Assault.valueOf(pair[0]), Long.parseLong(pair[1])));
        }
        return ended;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
