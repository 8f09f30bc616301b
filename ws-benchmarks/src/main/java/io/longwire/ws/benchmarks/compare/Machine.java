package io.longwire.ws.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On what, with what and when it was measured.
 *
 * @param processor its name and how many there are
 * @param system name and version
 * @param jvm of the servers
 * @param pinned what ran where
 * @param date in UTC
 */
record Machine(String processor, String system, String jvm, String pinned, String date) {
    static Machine of(Path java) throws IOException {
        return new Machine(
                processors(),
                System.getProperty("os.name") + " "
                        + System.getProperty("os.version").replaceFirst("[-+].*", ""),
                version(java),
                Cores.words(),
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    /** As the system lists them: this process sees one once it is pinned. */
    private static String processors() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        List<String> names = Files.isReadable(info)
                ? Files.readAllLines(info).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 2))
                        .toList()
                : List.of();
        return names.isEmpty() ? System.getProperty("os.arch") : names.get(0) + ", " + names.size() + " virtual cores";
    }

    private static String version(Path java) throws IOException {
        Process process = new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version")
                .redirectErrorStream(true)
                .start();
        String name = "";
        String version = "";
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            @Nullable String line;
            while ((line = lines.readLine()) != null) {
                if (line.contains("java.vm.name = ")) {
                    name = line.substring(line.indexOf('=') + 2);
                } else if (line.contains("java.runtime.version = ")) {
                    version = line.substring(line.indexOf('=') + 2);
                }
            }
        }
        return name + " " + version;
    }

    /** In one sentence. */
    String words() {
        return processor + "; " + system + "; " + jvm + "; " + pinned + "; " + date;
    }
}
