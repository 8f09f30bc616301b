package io.longwire.ws.conformance;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** A proxy as a process, with a configuration of docs/deploy in which ports and files are others. */
final class ProxyProcess implements AutoCloseable {
    private static final Path CONFIGURATIONS = Path.of("..", "docs", "deploy");
    private static final List<Path> SYSTEM = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"));

    private final Process process;
    private final Path log;

    private ProxyProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** A port that nobody listens on; what is started next takes it. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param front where it listens with TLS */
    static ProxyProcess nginx(Path folder, int front, int server) throws Exception {
        Path program = installed("nginx");
        Path configuration = configured(
                "nginx.conf",
                folder,
                Map.of(
                        "listen 443 ",
                        "listen 127.0.0.1:" + front + " ",
                        "127.0.0.1:8080",
                        "127.0.0.1:" + server,
                        "/etc/ssl/app.example.pem",
                        Tls.SERVER.writeChain(folder.resolve("chain.pem")).toString(),
                        "/etc/ssl/app.example.key",
                        Tls.SERVER.writeKey(folder.resolve("key.pem")).toString()));
        String own = "daemon off; pid " + folder.resolve("pid") + "; error_log stderr;";
        return start(folder, front, program, "-p", folder.toString(), "-c", configuration.toString(), "-g", own);
    }

    /**
     * @param front where it listens with TLS
     * @param bytes where it listens without
     * @param announced a listener for the PROXY protocol
     * @param word for its version: {@code send-proxy} or {@code send-proxy-v2}
     */
    static ProxyProcess haproxy(Path folder, int front, int bytes, int server, int announced, String word)
            throws Exception {
        Path program = installed("haproxy");
        Path pem = folder.resolve("both.pem");
        Files.writeString(
                pem,
                Files.readString(Tls.SERVER.writeChain(folder.resolve("chain.pem")))
                        + Files.readString(Tls.SERVER.writeKey(folder.resolve("key.pem"))));
        Path configuration = configured(
                "haproxy.cfg",
                folder,
                Map.of(
                        "bind :443 ",
                        "bind 127.0.0.1:" + front + " ",
                        "bind :8443",
                        "bind 127.0.0.1:" + bytes,
                        "server one 127.0.0.1:8080",
                        "server one 127.0.0.1:" + server,
                        "server one 127.0.0.1:8081 send-proxy-v2",
                        "server one 127.0.0.1:" + announced + " " + word,
                        "/etc/haproxy/app.example.pem",
                        pem.toString()));
        return start(folder, front, program, "-db", "-f", configuration.toString());
    }

    private static Path installed(String name) {
        List<Path> found = Stream.concat(
                        Installed.onPath(name).stream(), SYSTEM.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .toList();
        Installed.require(!found.isEmpty(), "there is no " + name + "; on Debian: apt-get install " + name);
        return found.get(0);
    }

    private static Path configured(String name, Path folder, Map<String, String> others) throws IOException {
        String text = Files.readString(CONFIGURATIONS.resolve(name));
        for (Map.Entry<String, String> other : others.entrySet()) {
            if (!text.contains(other.getKey())) {
                throw new AssertionError(name + " has no \"" + other.getKey() + "\"");
            }
            text = text.replace(other.getKey(), other.getValue());
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private static ProxyProcess start(Path folder, int port, Path program, String... arguments) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ProxyProcess proxy = new ProxyProcess(process, log);
        while (!listens(port)) {
            if (!process.isAlive()) {
                Assertions.fail(program + " ended: " + Files.readString(log));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return proxy;
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** What it has said. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(RawPeer.DEADLINE_MILLIS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
    }
}
