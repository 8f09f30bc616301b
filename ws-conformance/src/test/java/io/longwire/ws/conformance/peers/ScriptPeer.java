package io.longwire.ws.conformance.peers;

import io.longwire.ws.conformance.Tls;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A peer in a process of its own, by a script that {@code npm/peer.js} describes. */
final class ScriptPeer implements Peer {
    private final Process process;
    private final PrintWriter tasks;
    private final Path errors;
    private final Reports reports = new Reports();
    private final Set<Skill> skills;
    private final Set<Deflate> deflates;

    /** Starts a script that lies in a folder beside the tests. */
    ScriptPeer(Set<Skill> skills, Set<Deflate> deflates, Path program, Path folder, String script) throws IOException {
        this.skills = skills;
        this.deflates = deflates;
        Path files = Files.createTempDirectory(Files.createDirectories(Path.of("target", "peers")), script)
                .toAbsolutePath();
        errors = files.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        script,
                        Tls.SERVER.writeChain(files.resolve("chain.pem")).toString(),
                        Tls.SERVER.writeKey(files.resolve("key.pem")).toString(),
                        Tls.SERVER
                                .writeAuthority(files.resolve("authority.pem"))
                                .toString())
                .directory(folder.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        process = builder.start();
        tasks = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Thread reader = new Thread(this::read, script);
        reader.setDaemon(true);
        reader.start();
        reports.await("ready", "");
    }

    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 3);
                reports.add(words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
            }
            reports.gone("the script ended: " + Files.readString(errors));
        } catch (IOException e) {
            reports.gone(e.toString());
        }
    }

    @Override
    public Set<Skill> skills() {
        return skills;
    }

    @Override
    public Set<Deflate> deflates() {
        return deflates;
    }

    @Override
    public URI address(Way way, String number) {
        String scheme = Tls.isIn(way.transport()) ? "wss" : "ws";
        String port = reports.await("listening", scheme + "-" + way.deflate().ofPeer());
        return URI.create(scheme + "://127.0.0.1:" + port + "/" + number);
    }

    @Override
    public void connect(String number, URI uri, Deflate deflate, List<String> subprotocols) {
        tasks.println(String.join(
                        " ", "connect", number, uri.toString(), deflate.ofPeer().toString())
                + String.join("", subprotocols.stream().map(name -> " " + name).toList()));
    }

    @Override
    public String saw(String kind, String number) {
        return reports.await(kind, number);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(Reports.DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the script does not end");
        }
    }
}
