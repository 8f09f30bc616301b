package io.longwire.ws.transport.netty;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The loops of one transport, and what is common to all its sockets. */
final class NettyTransport implements Transport {
    private final NettySettings settings;
    private final Engine engine;
    private final MultiThreadIoEventLoopGroup group;
    private final List<NettyLoop> loops;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Set<Channel> listening = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    NettyTransport(NettySettings settings) {
        this.settings = settings;
        this.engine = settings.engine();
        this.group = new MultiThreadIoEventLoopGroup(settings.loops(), this::thread, engine.handlers());
        List<NettyLoop> made = new ArrayList<>();
        for (EventExecutor each : group) {
            made.add(new NettyLoop((SingleThreadEventLoop) each, settings.receiveBuffer()));
        }
        this.loops = List.copyOf(made);
    }

    private synchronized Thread thread(Runnable work) {
        Thread thread = new FastThreadLocalThread(work, "longwire-netty-" + (threads.size() + 1));
        threads.add(thread);
        return thread;
    }

    @Override
    public List<Loop> loops() {
        return List.copyOf(loops);
    }

    @Override
    public Listener listen(SocketAddress address, Acceptor acceptor) throws IOException {
        if (closed.get()) {
            throw new IOException("the transport is closed");
        }
        String refusal = engine.refusal(address);
        if (refusal != null) {
            throw new IOException(refusal);
        }
        if (address instanceof UnixDomainSocketAddress unix
                && Files.exists(unix.getPath(), LinkOption.NOFOLLOW_LINKS)) {
            // Netty would remove the file, whoever listens there.
            throw new BindException("cannot listen on " + address + ": the file exists");
        }
        // On a loop nothing may be waited for, and what happens on that loop happens at once.
        NettyLoop loop = loops.stream().filter(NettyLoop::inLoop).findAny().orElse(loops.get(0));
        Channel channel = engine.listening(Addresses.unix(address));
        NettyListener listener = new NettyListener(this, loop, channel, acceptor);
        channel.config().setOption(ChannelOption.SO_BACKLOG, settings.backlog());
        channel.pipeline().addLast(listener);
        ChannelFuture done = loop.thread().register(channel).awaitUninterruptibly();
        if (done.isSuccess()) {
            done = channel.bind(Addresses.nettys(address)).awaitUninterruptibly();
        }
        if (!done.isSuccess()) {
            if (channel.isRegistered()) {
                var unused = channel.close();
            }
            BindException refused = new BindException(
                    "cannot listen on " + address + ": " + done.cause().getMessage());
            refused.initCause(done.cause());
            throw refused;
        }
        listening.add(channel);
        if (closed.get()) {
            close(channel);
        }
        return listener;
    }

    boolean listens(Channel listener) {
        return listening.contains(listener);
    }

    /** Ends a listening channel; its address is free when this returns. */
    void close(Channel listener) {
        if (!listening.remove(listener)) {
            return;
        }
        if (engine == Engine.IO_URING) {
            // The system holds the socket until an accept that is under way is cancelled; this lets go of the address
            // at once.
            try {
                ((Socket) ((UnixChannel) listener).fd()).shutdown(true, false);
            } catch (IOException e) {
                // It is closed already.
            }
        }
        ChannelFuture done = listener.close();
        if (!listener.eventLoop().inEventLoop()) {
            done.awaitUninterruptibly();
        }
    }

    @Override
    public Cancellable connect(SocketAddress address, Acceptor acceptor) {
        if (closed.get()) {
            throw new IllegalStateException("the transport is closed");
        }
        String refusal = engine.refusal(address);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        Channel channel = engine.connecting(Addresses.unix(address));
        Dialing dialing = new Dialing(channel, acceptor);
        dialing.dial(adopt(channel, dialing, turn.getAndIncrement()), Addresses.nettys(address));
        return dialing;
    }

    /** Makes a wire of a channel and gives it to the loop whose turn it is. */
    ChannelFuture adopt(Channel channel, Acceptor acceptor, int turn) {
        NettyLoop loop = loops.get(Math.floorMod(turn, loops.size()));
        Output output = engine.output(loop);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setConnectTimeoutMillis(0); // who connects has a clock and cancels
        if (engine != Engine.IO_URING) { // there the system fills a buffer while other channels are read
            channel.config().setRecvByteBufAllocator(loop.reads());
        }
        if (output == QueueOutput.INSTANCE) {
            channel.config().setWriteBufferWaterMark(QueueOutput.MARKS);
        }
        channel.pipeline().addLast(new NettyWire(loop, channel, output, acceptor));
        return loop.thread().register(channel);
    }

    /**
     * Runs a task on a loop and waits until it has run; on another loop of this transport it does not wait.
     */
    void onLoop(NettyLoop loop, Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else if (onAnyLoop()) {
            loop.execute(task);
        } else {
            CountDownLatch done = new CountDownLatch(1);
            loop.execute(() -> {
                task.run();
                done.countDown();
            });
            uninterrupted(() -> {
                // A loop that ends drops its tasks.
                while (!done.await(100, TimeUnit.MILLISECONDS) && !loop.thread().isTerminated()) {}
            });
        }
    }

    private boolean onAnyLoop() {
        return loops.stream().anyMatch(NettyLoop::inLoop);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // Netty ends a group without closing the channels first if it happens to be in the wrong place of its turn.
            List<Channel> last = List.copyOf(listening);
            AtomicInteger open = new AtomicInteger(last.size() + loops.size());
            Runnable ended = () -> {
                if (open.decrementAndGet() == 0) {
                    var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
                }
            };
            last.forEach(listener -> listener.close().addListener(done -> ended.run()));
            loops.forEach(loop -> loop.empty(ended));
        }
        if (!onAnyLoop()) {
            uninterrupted(() -> {
                group.terminationFuture().await();
                for (Thread thread : threads) {
                    thread.join();
                }
            });
        }
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    /** Waits however often the thread is interrupted, and leaves it interrupted if it was. */
    private static void uninterrupted(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
