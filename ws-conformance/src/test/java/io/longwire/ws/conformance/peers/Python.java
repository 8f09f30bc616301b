package io.longwire.ws.conformance.peers;

import io.longwire.ws.conformance.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Python that has the library of a peer: the first on the PATH, or Debian's. */
final class Python {
    private static final Path DEBIANS = Path.of("/usr/bin/python3");

    private Python() {}

    static Peer peer(String library, Set<Peer.Skill> skills, Set<Deflate> deflates) throws Exception {
        Optional<Path> python = with(library);
        Installed.require(
                python.isPresent(), "no python3 has " + library + "; on Debian: apt-get install python3-" + library);
        Path folder = Path.of("src", "test", "python");
        return new ScriptPeer(skills, deflates, python.orElseThrow(), folder, library + "_peer.py");
    }

    private static Optional<Path> with(String library) throws IOException, InterruptedException {
        for (Path python : Stream.concat(Installed.onPath("python3").stream(), Stream.of(DEBIANS))
                .filter(Files::isExecutable)
                .toList()) {
            Process probe = new ProcessBuilder(python.toString(), "-c", "import " + library)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (probe.waitFor(Reports.DEADLINE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0) {
                return Optional.of(python);
            }
        }
        return Optional.empty();
    }
}
