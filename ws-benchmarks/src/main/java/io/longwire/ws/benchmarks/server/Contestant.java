package io.longwire.ws.benchmarks.server;

import io.longwire.ws.Dispatch;
import java.util.Locale;
import java.util.function.Supplier;

/** Who takes part. */
public enum Contestant {
    LONGWIRE_NIO(() -> new LongwireEcho("nio", Dispatch.EVENT_LOOP, false)),
    LONGWIRE_NETTY(() -> new LongwireEcho("netty", Dispatch.EVENT_LOOP, false)),
    /** Text stays the bytes that it was. */
    LONGWIRE_NIO_BYTES(() -> new LongwireEcho("nio", Dispatch.EVENT_LOOP, true)),
    LONGWIRE_NETTY_BYTES(() -> new LongwireEcho("netty", Dispatch.EVENT_LOOP, true)),
    LONGWIRE_NIO_WORKER(() -> new LongwireEcho("nio", Dispatch.WORKER, false)),
    LONGWIRE_NETTY_WORKER(() -> new LongwireEcho("netty", Dispatch.WORKER, false)),
    NETTY_NIO(() -> new NettyEcho(NettyEcho.Io.NIO)),
    NETTY_EPOLL(() -> new NettyEcho(NettyEcho.Io.EPOLL)),
    NETTY_URING(() -> new NettyEcho(NettyEcho.Io.URING)),
    VERTX(VertxEcho::new),
    UNDERTOW(UndertowEcho::new),
    JETTY(JettyEcho::new),
    JAVA_WEBSOCKET(JavaWebSocketEcho::new),
    TYRUS(TyrusEcho::new),
    /** The floors: what TCP and the transport cost without WebSocket. They echo bytes. */
    RAW_NIO(NioFloor::new),
    RAW_NETTY_NIO(() -> new NettyFloor(NettyEcho.Io.NIO)),
    RAW_NETTY_EPOLL(() -> new NettyFloor(NettyEcho.Io.EPOLL));

    private final Supplier<EchoServer> maker;

    Contestant(Supplier<EchoServer> maker) {
        this.maker = maker;
    }

    int start(boolean cast) throws Exception {
        return maker.get().start(cast);
    }

    /** Whether it speaks no WebSocket. */
    public boolean raw() {
        return name().startsWith("RAW_");
    }

    /** Whether it is ours. */
    public boolean ours() {
        return name().startsWith("LONGWIRE_");
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By the name on the command line. */
    public static Contestant named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
