package io.longwire.ws.examples.cli;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where and how a server runs. */
public final class ServerOptions {
    @Mixin
    private final EngineOptions engine = new EngineOptions();

    private Map<String, Object> others = Map.of();

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on (127.0.0.1).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on (8080); 0 lets the system choose.")
    private @Nullable Integer port;

    @Option(
            names = "--loops",
            paramLabel = "N",
            description = "Threads of the transport (ws.transports.<chosen>.loops).")
    private @Nullable Integer loops;

    @Option(
            names = "--dispatch",
            paramLabel = "WHERE",
            converter = DispatchName.class,
            completionCandidates = DispatchName.class,
            description = "Where handlers run: ${COMPLETION-CANDIDATES}.")
    private @Nullable Dispatch dispatch;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "Speaks TLS with this certificate and its chain, in PEM (ws.server.tls.certificates).")
    private @Nullable Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The certificate's private key, in PEM, when it is not in the same file (ws.server.tls.keys).")
    private @Nullable Path key;

    @Option(
            names = "--end-with-input",
            hidden = true,
            description = "Ends at once with the standard input, so that none is left when who started it dies.")
    private boolean endWithInput;

    /** Settings for what is set nowhere else. */
    public void otherwise(Map<String, Object> settings) {
        others = settings;
    }

    /** Where handlers run: as asked for, else as the program prefers. */
    public Dispatch dispatch(Dispatch preferred) {
        return dispatch == null ? preferred : dispatch;
    }

    /** Whether it is to end at once when its standard input does. */
    boolean endsWithInput() {
        return endWithInput;
    }

    /** Whether there is a file that may change while the server runs. */
    boolean hasFile() {
        return engine.hasFile();
    }

    /** Sets what was asked for. */
    public void applyTo(WebSocketServer.Builder server) {
        engine.applyTo(server::config, server::set, others);
        if (host != null) {
            server.host(host);
        }
        if (port != null) {
            server.port(port);
        }
        if (loops != null) {
            server.set("ws.transports." + engine.chosenTransport() + ".loops", loops);
        }
        if (certificate != null) {
            server.set("ws.server.tls.enabled", true);
            server.set("ws.server.tls.certificates", List.of(certificate.toString()));
        }
        if (key != null) {
            server.set("ws.server.tls.keys", List.of(key.toString()));
        }
    }

    /** Whether the server speaks TLS, wherever that was set. */
    static boolean secure(WebSocketServer server) {
        return server.describe().settings().stream()
                .anyMatch(one ->
                        one.key().equals("ws.server.tls.enabled") && one.value().equals("true"));
    }

    /** The authority that a client on this machine writes in an address: the host as configured, and the real port. */
    String authority(WebSocketServer server) {
        String name = host == null ? Authority.host(server.addresses().get(0)) : host;
        return Authority.of(name, server.port());
    }
}
