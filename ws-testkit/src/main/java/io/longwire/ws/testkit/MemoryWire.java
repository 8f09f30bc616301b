package io.longwire.ws.testkit;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One end of a connection of an {@link InMemoryTransport}. */
final class MemoryWire implements Wire, ManualLoop.Source {
    /** What a borrowed buffer holds when its time is over. */
    private static final byte GARBAGE = (byte) 0xdb;

    /** Bytes before the first one in the array of a borrowed buffer, so that who forgets the offset is found out. */
    private static final int OFFSET = 3;

    private final InMemoryTransport transport;
    private final ManualLoop loop;
    private final MemoryNetwork.Half half;
    private final Supplier<Chunking> chunking;
    private @Nullable Receiver receiver;
    private boolean reading = true;
    private boolean leftBytes;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean broken;
    private boolean closed;

    MemoryWire(InMemoryTransport transport, ManualLoop loop, MemoryNetwork.Half half, Supplier<Chunking> chunking) {
        this.transport = transport;
        this.loop = loop;
        this.half = half;
        this.chunking = chunking;
    }

    void open(Acceptor acceptor) {
        try {
            Receiver first = acceptor.accept(this);
            receiver = receiver == null ? first : receiver;
            loop.add(this);
        } catch (Throwable thrown) {
            end(thrown);
            throw thrown;
        }
    }

    @Override
    public boolean poll() {
        if (closed || broken) {
            return false;
        }
        try {
            boolean room = leftBytes && half.out().room() > 0;
            if (room) {
                leftBytes = false;
                receiver().onWritable();
            }
            return read() || room;
        } catch (Throwable thrown) {
            end(thrown);
            return true;
        }
    }

    /** Reads once. Whether there was anything. */
    private boolean read() {
        Pipe in = half.in();
        if (!reading || inputEnded || closed) {
            return false;
        } else if (in.size() > 0) {
            lend(in.take(chunking.get()));
        } else if (in.isReset()) {
            end(new IOException("connection reset by peer"));
        } else if (in.isEnded()) {
            inputEnded = true;
            receiver().onEnd();
            endIfBothEnded();
        } else {
            return false;
        }
        return true;
    }

    private void lend(byte[] bytes) {
        byte[] array = new byte[OFFSET + bytes.length];
        System.arraycopy(bytes, 0, array, OFFSET, bytes.length);
        try {
            receiver().onBytes(ByteBuffer.wrap(array, OFFSET, bytes.length).slice());
        } finally {
            Arrays.fill(array, GARBAGE);
        }
    }

    private Receiver receiver() {
        return Objects.requireNonNull(receiver, "receiver");
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public SocketAddress local() {
        return half.local();
    }

    @Override
    public SocketAddress remote() {
        return half.remote();
    }

    @Override
    public void write(ByteBuffer bytes) {
        put(bytes);
    }

    @Override
    public void write(ByteBuffer head, ByteBuffer body) {
        put(head, body);
    }

    private void put(ByteBuffer... parts) {
        loop.requireLoop("Wire.write");
        if (outputEnded || closed) {
            return;
        }
        if (half.out().isAbandoned()) {
            broken(new IOException("broken pipe: the peer has closed"));
            return;
        }
        half.out().put(parts);
        for (ByteBuffer part : parts) {
            leftBytes |= part.hasRemaining();
        }
    }

    @Override
    public void readable(boolean enabled) {
        if (loop.inLoop()) {
            reading = enabled;
        } else {
            loop.execute(() -> reading = enabled);
        }
    }

    @Override
    public void noDelay(boolean on) {
        loop.requireLoop("Wire.noDelay");
    }

    @Override
    public void attach(Receiver next) {
        loop.requireLoop("Wire.attach");
        receiver = next;
    }

    @Override
    public void shutdownOutput() {
        loop.requireLoop("Wire.shutdownOutput");
        if (!outputEnded && !closed) {
            outputEnded = true;
            leftBytes = false;
            half.out().end();
            endIfBothEnded();
        }
    }

    @Override
    public void close() {
        if (loop.inLoop()) {
            end(null);
        } else {
            loop.execute(() -> end(null));
        }
    }

    @Override
    public void reset() {
        if (!loop.inLoop()) {
            loop.execute(this::reset);
        } else if (!closed) {
            half.out().reset();
            end(null);
        }
    }

    /** The peer takes nothing any more. What had arrived before that is still read; then comes the end. */
    private void broken(IOException cause) {
        broken = true;
        outputEnded = true;
        loop.execute(() -> {
            try {
                while (half.in().size() > 0 && read()) {}
                end(cause);
            } catch (Throwable thrown) {
                end(thrown);
            }
        });
    }

    private void endIfBothEnded() {
        if (inputEnded && outputEnded && !broken) {
            end(null);
        }
    }

    private void end(@Nullable Throwable cause) {
        if (!closed) {
            closed = true;
            half.out().end();
            half.in().abandon();
            loop.remove(this);
            transport.ended(this);
            loop.execute(() -> {
                if (receiver != null) {
                    receiver.onClosed(cause);
                }
            });
        }
    }
}
