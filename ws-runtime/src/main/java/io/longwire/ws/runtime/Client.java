package io.longwire.ws.runtime;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.CloseReason;
import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.EffectiveConfiguration;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.runtime.tls.TlsContext;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A client over the transport that configuration names. */
final class Client implements WebSocketClient {
    private static final int NONCE = 16;

    private final Core core;
    private final Sessions sessions;
    private final HandshakeTimes times;
    private final SecureRandom random = new SecureRandom();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable TlsContext tls;

    /**
     * @throws StartFailed when a setting, a file or a provider is wrong
     */
    Client(Assembly assembly) {
        core = new Core(assembly, assembly.configuration(), List.of());
        sessions = new Sessions(core.counters, remote -> {}, () -> {});
        times = new HandshakeTimes(core.counters);
        try {
            if (assembly.tls != null || core.settings.client().tls().namesAnything()) { // what is wrong is told now
                tls = TlsContext.client(core.settings.client().tls(), assembly.tls);
            }
            core.started();
        } catch (RuntimeException failed) {
            core.close();
            throw failed;
        }
    }

    @Override
    public CompletionStage<WebSocket> connect(URI uri, ClientOptions options, ConnectionHandler handler) {
        Connecting connecting = new Connecting(this, sessions, times, options, handler);
        if (closed.get()) {
            connecting.failed(new IOException("the client is closed"));
        } else {
            connecting.begin(uri);
        }
        return connecting.result();
    }

    /** RFC 6455, 4.1: chosen at random for each connection. */
    byte[] nonce() {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return nonce;
    }

    /** Whether {@link #tls} takes no time. */
    synchronized boolean hasTls() {
        return tls != null;
    }

    /** Made when it is first needed: who connects to {@code ws:} alone need not wait for the JDK's trust store. */
    synchronized TlsContext tls() {
        TlsContext made = tls;
        if (made == null) {
            made = TlsContext.client(core.settings.client().tls(), null);
            tls = made;
        }
        return made;
    }

    @Override
    public <T> T service(Class<T> type) {
        return core.services.get(type);
    }

    @Override
    public Map<String, Long> counters() {
        return core.counters.read();
    }

    @Override
    public EffectiveConfiguration describe() {
        return core.effective;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean onLoop = core.contexts().stream().anyMatch(context -> context.loop.inLoop());
        if (onLoop) {
            new Thread(this::end, "longwire-stop").start();
        } else {
            end();
        }
    }

    /** Whether {@link #close} was called. What a loop opens before it sees this is closed with the others. */
    boolean isClosed() {
        return closed.get();
    }

    Core core() {
        return core;
    }

    int open() {
        return sessions.open();
    }

    private void end() {
        CompletableFuture<Void> ended = sessions.closeAll(core.contexts(), CloseReason.GOING_AWAY);
        try {
            Duration limit = core.settings.session().closeTimeout().plusSeconds(1);
            if (!Sessions.await(ended, limit)) {
                sessions.cutAll(core.contexts());
                Sessions.await(ended, Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            core.close();
        }
    }
}
