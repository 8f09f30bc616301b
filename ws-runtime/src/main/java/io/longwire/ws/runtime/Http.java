package io.longwire.ws.runtime;

import io.longwire.ws.codec.handshake.Authority;
import io.longwire.ws.codec.handshake.Origins;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.Wire;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the connections of a server share before they are WebSockets. */
final class Http {
    static final Map<String, List<String>> RETRY_LATER = Map.of("Retry-After", List.of("5"));
    static final Map<String, List<String>> SITE_HEADERS =
            Map.of("Cache-Control", List.of("no-cache"), "X-Content-Type-Options", List.of("nosniff"));

    private final Core core;
    private final Sessions sessions;
    private final Places places;
    private final Memory memory;
    private final Routes routes;
    private final Site site;
    private final Endpoints endpoints;
    private final Refusals refusals;
    private final HandshakeTimes times;
    private final Meter.Counter silent;
    private final Meter.Counter unread;
    private final Meter.Counter unannounced;
    private final Meter.Counter acceptFailures;
    private final Meter.Counter crowded;
    private final IdentityHashMap<Loop, Awaited> awaited = new IdentityHashMap<>();
    private final AtomicInteger opening = new AtomicInteger();
    private final Warnings warnings = new Warnings();
    private volatile boolean draining;

    Http(Core core, Sessions sessions, Places places, Memory memory, Routes routes, Site site, Endpoints endpoints) {
        this.core = core;
        this.sessions = sessions;
        this.places = places;
        this.memory = memory;
        this.routes = routes;
        this.site = site;
        this.endpoints = endpoints;
        Meter meter = core.counters;
        this.refusals = new Refusals(meter);
        this.times = new HandshakeTimes(meter);
        this.silent = meter.counter("ws.handshakes.cut", "why", "silent");
        this.unread = meter.counter("ws.handshakes.cut", "why", "unread");
        this.crowded = meter.counter("ws.handshakes.cut", "why", "crowded");
        List<Loop> loops = core.transport.loops();
        int each = Math.max(1, core.settings.handshakes() / Math.max(1, loops.size()));
        loops.forEach(loop -> awaited.put(loop, new Awaited(each)));
        this.unannounced = meter.counter("ws.handshakes.cut", "why", "unannounced");
        this.acceptFailures = meter.counter("ws.accept.failures");
        meter.gauge("ws.connections.opening", opening::get);
    }

    Core core() {
        return core;
    }

    Sessions sessions() {
        return sessions;
    }

    Routes routes() {
        return routes;
    }

    Site site() {
        return site;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Origins origins() {
        return core.settings.origins();
    }

    Warnings warnings() {
        return warnings;
    }

    /** Whether the list of host names, if there is one, has this one. */
    boolean isAllowed(String host) {
        List<Authority> hosts = core.settings.hosts();
        return hosts.isEmpty()
                || Authority.parse(host)
                        .filter(named -> hosts.contains(EngineSettings.withoutStandardPort(named)))
                        .isPresent();
    }

    Forwarded.Proxies proxies() {
        return core.settings.proxies();
    }

    /** Whether what a peer says of the connection or request that it passes on is believed. */
    boolean isProxy(SocketAddress peer) {
        return proxies().contains(peer);
    }

    /** The address that a connection counts for until a request has come; null when its peer is a proxy, that is nobody's. */
    @Nullable
    SocketAddress counted(SocketAddress peer) {
        return isProxy(peer) ? null : peer;
    }

    Duration handshakeTimeout() {
        return core.settings.handshakeTimeout();
    }

    /** Whether this connection, which is counted already, is one too many. */
    Places.Verdict judge(@Nullable SocketAddress remote) {
        return memory.isShort() ? Places.Verdict.FULL : places.judge(remote);
    }

    int opening() {
        return opening.get();
    }

    void accepted(@Nullable SocketAddress remote) {
        opening.incrementAndGet();
        places.entered(remote);
    }

    /** A request has come, and with it the address of the client. */
    void known(@Nullable SocketAddress before, SocketAddress client) {
        places.moved(before, client);
    }

    /** A connection ended before it was a WebSocket. */
    void gone(@Nullable SocketAddress remote) {
        opening.decrementAndGet();
        places.left(remote);
    }

    /** It became one, and keeps its place. */
    void opened() {
        opening.decrementAndGet();
    }

    /** Those of this loop whose request has not come yet. */
    Awaited awaited(Loop loop) {
        return Objects.requireNonNull(awaited.get(loop));
    }

    /** One of them makes room for another. */
    void crowded(Wire wire) {
        crowded.add(1);
        warnings.crowded(wire);
    }

    void refused(int status) {
        refusals.add(status);
    }

    HandshakeTimes times() {
        return times;
    }

    /** The handshake's time has passed without a byte. */
    void silent() {
        silent.add(1);
    }

    /** The handshake's time has passed, and the peer has not taken our answer. */
    void unread() {
        unread.add(1);
    }

    /** The PROXY protocol is demanded, and nobody who is trusted has spoken it. */
    void unannounced() {
        unannounced.add(1);
    }

    void acceptFailed() {
        acceptFailures.add(1);
    }

    boolean draining() {
        return draining;
    }

    void drain() {
        draining = true;
    }
}
