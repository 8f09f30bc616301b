package io.longwire.ws.runtime;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the one of a host's addresses that answers first: the next one is tried when the last has failed, or has not answered
 * for a quarter of a second (RFC 8305, 5). Any thread: each address may be tried on a loop of its own.
 */
final class Dial {
    static final Duration STAGGER = Duration.ofMillis(250);

    private final Transport transport;
    private final Loop clock;
    private final List<? extends SocketAddress> addresses;
    private final Acceptor acceptor;
    private final List<Cancellable> tries = new ArrayList<>();
    private @Nullable Cancellable stagger;
    private @Nullable IOException first;
    private int failures;
    private boolean over;

    /** @param acceptor told once, of the first wire or, when no address is left, of what the first one failed with */
    Dial(Transport transport, List<? extends SocketAddress> addresses, Acceptor acceptor) {
        this.transport = transport;
        this.clock = transport.loops().get(0);
        this.addresses = List.copyOf(addresses);
        this.acceptor = acceptor;
    }

    void begin() {
        next();
    }

    /** Gives up; false when it is over already. */
    synchronized boolean cancel() {
        if (over) {
            return false;
        }
        end(-1);
        return true;
    }

    private synchronized void next() {
        if (over || tries.size() == addresses.size()) {
            return;
        }
        stopStagger();
        int index = tries.size();
        tries.add(() -> {});
        if (tries.size() < addresses.size()) {
            stagger = clock.schedule(STAGGER, this::next);
        }
        Try one = new Try(index);
        try {
            tries.set(index, transport.connect(addresses.get(index), one));
        } catch (IllegalStateException closed) {
            one.failed(new IOException("the client is closed", closed));
        }
    }

    private void end(int winner) {
        over = true;
        stopStagger();
        for (int i = 0; i < tries.size(); i++) {
            if (i != winner) {
                tries.get(i).cancel();
            }
        }
    }

    private void stopStagger() {
        if (stagger != null) {
            stagger.cancel();
        }
    }

    private synchronized boolean won(int index) {
        if (over) {
            return false;
        }
        end(index);
        return true;
    }

    /** What to tell when no address is left; null as long as there is one. */
    private synchronized @Nullable IOException lost(IOException cause) {
        if (over) {
            return null;
        }
        first = first == null ? cause : first;
        if (++failures < addresses.size()) {
            if (failures == tries.size()) {
                next();
            }
            return null;
        }
        over = true;
        return first;
    }

    private final class Try implements Acceptor {
        private final int index;

        Try(int index) {
            this.index = index;
        }

        @Override
        public Receiver accept(Wire wire) {
            if (won(index)) {
                return acceptor.accept(wire);
            }
            wire.close();
            return new NoReceiver();
        }

        @Override
        public void failed(IOException cause) {
            IOException told = lost(cause);
            if (told != null) {
                acceptor.failed(told);
            }
        }
    }
}
