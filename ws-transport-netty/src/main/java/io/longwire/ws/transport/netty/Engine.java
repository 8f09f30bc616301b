package io.longwire.ws.transport.netty;

import io.longwire.ws.StartFailed;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.io.FileNotFoundException;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the loops wait for sockets. */
enum Engine {
    EPOLL,
    KQUEUE,
    NIO,
    IO_URING;

    /** What configuration may say. */
    static final List<String> WORDS = List.of("auto", "epoll", "kqueue", "nio", "io_uring");

    /**
     * The engine of that name, or the best one for {@code auto}.
     *
     * @throws StartFailed when this machine lacks it
     */
    static Engine named(String word) {
        if (word.equals("auto")) {
            return EPOLL.absence() == null ? EPOLL : KQUEUE.absence() == null ? KQUEUE : NIO;
        }
        Engine engine = valueOf(word.toUpperCase(Locale.ROOT));
        Throwable absence = engine.absence();
        if (absence != null) {
            throw new StartFailed(
                    engine.cure(absence, System.getProperty("os.name"), System.getProperty("os.arch")), absence);
        }
        return engine;
    }

    /** Why this machine lacks it; null when it has it. */
    @Nullable
    Throwable absence() {
        return switch (this) {
            case EPOLL -> Epoll.unavailabilityCause();
            case KQUEUE -> KQueue.unavailabilityCause();
            case NIO -> null;
            case IO_URING -> IoUring.unavailabilityCause();
        };
    }

    /** One sentence: what is wrong and what to do. */
    String cure(Throwable absence, String system, String processor) {
        String word = name().toLowerCase(Locale.ROOT);
        boolean linux = system.equals("Linux");
        boolean bsd = system.startsWith("Mac") || system.endsWith("BSD");
        if (this == KQUEUE ? !bsd : !linux) {
            String others = linux ? ", epoll or nio" : bsd ? ", kqueue or nio" : " or nio";
            return "ws.transports.netty.engine = %s does not exist on %s: choose auto%s"
                    .formatted(word, system, others);
        }
        Throwable root = root(absence);
        // Netty says the second where the library is in a module that was not asked for.
        if (root instanceof UnsatisfiedLinkError || root instanceof FileNotFoundException) {
            return "ws.transports.netty.engine = %s needs its native part: add io.netty:netty-transport-native-%s with the"
                            .formatted(word, word)
                    + " classifier %s-%s (on the module path with --add-modules ALL-MODULE-PATH too), or choose auto"
                            .formatted(this == KQUEUE ? "osx" : "linux", classifier(processor));
        }
        return "ws.transports.netty.engine = %s is refused by this system (%s): choose auto or nio"
                .formatted(word, root.getMessage());
    }

    private static String classifier(String processor) {
        return switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch_64";
            default -> processor;
        };
    }

    private static Throwable root(Throwable failure) {
        Throwable at = failure;
        for (Throwable cause = at.getCause(); cause != null; cause = at.getCause()) {
            at = cause;
        }
        return at;
    }

    IoHandlerFactory handlers() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case KQUEUE -> KQueueIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
        };
    }

    /** Why an address is not for this engine; null when it is. */
    @Nullable
    String refusal(SocketAddress address) {
        // Netty's own there ends the whole connection when the peer ends its half.
        return this == NIO && Addresses.unix(address)
                ? "ws.transports.netty.engine = nio has no Unix domain sockets: choose epoll, kqueue, or ws.transport = nio"
                : null;
    }

    /** A channel that is to listen. */
    Channel listening(boolean unix) {
        return switch (this) {
            case EPOLL -> unix ? new EpollServerDomainSocketChannel() : new EpollServerSocketChannel();
            case KQUEUE -> unix ? new KQueueServerDomainSocketChannel() : new KQueueServerSocketChannel();
            case NIO -> new NioSocket.Server();
            case IO_URING -> unix ? new IoUringServerDomainSocketChannel() : new IoUringServerSocketChannel();
        };
    }

    /** A channel that is to connect. */
    Channel connecting(boolean unix) {
        return switch (this) {
            case EPOLL -> unix ? new EpollDomainSocketChannel() : new EpollSocketChannel();
            case KQUEUE -> unix ? new KQueueDomainSocketChannel() : new KQueueSocketChannel();
            case NIO -> new NioSocket();
            case IO_URING -> unix ? new IoUringDomainSocketChannel() : new IoUringSocketChannel();
        };
    }

    /** Where the bytes of a channel of this engine go. */
    Output output(NettyLoop loop) {
        return switch (this) {
            case EPOLL, KQUEUE -> loop.unixOutput();
            case NIO -> NioOutput.INSTANCE;
            case IO_URING -> QueueOutput.INSTANCE;
        };
    }
}
