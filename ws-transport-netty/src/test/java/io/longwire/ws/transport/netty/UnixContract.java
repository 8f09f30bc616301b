package io.longwire.ws.transport.netty;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The contract over Unix domain sockets. Their paths are relative because a path may have some 100 bytes only. */
interface UnixContract extends NettyContract {
    AtomicInteger NEXT = new AtomicInteger();

    @Override
    @Test
    @Disabled("a Unix domain socket has no reset: the peer sees the end")
    default void aResetIsSeenAsSuch() {}

    @Override
    @Test
    @Disabled("it waits for a reset")
    default void aWireIsEndedFromAnyThread() {}

    @Override
    default SocketAddress anyAddress() {
        String name = "wire-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
        return UnixDomainSocketAddress.of(Path.of("target", name));
    }
}
