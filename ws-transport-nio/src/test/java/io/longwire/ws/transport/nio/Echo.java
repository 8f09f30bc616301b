package io.longwire.ws.transport.nio;

import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sends back what it gets, and tells of the rest. What does not fit is dropped: no test here lets that happen. */
class Echo implements Acceptor {
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final BlockingQueue<Wire> wires = new LinkedBlockingQueue<>();
    private final UnaryOperator<ByteBuffer> onTheWay;

    Echo() {
        this(bytes -> bytes);
    }

    Echo(UnaryOperator<ByteBuffer> onTheWay) {
        this.onTheWay = onTheWay;
    }

    @Override
    public Receiver accept(Wire wire) {
        wires.add(wire);
        return new Receiver() {
            @Override
            public void onBytes(ByteBuffer bytes) {
                wire.write(onTheWay.apply(bytes));
            }

            @Override
            public void onWritable() {
                events.add("writable");
            }

            @Override
            public void onEnd() {
                events.add("end");
                wire.close();
            }

            @Override
            public void onClosed(@Nullable Throwable cause) {
                events.add("closed " + (cause == null ? null : cause.getClass().getSimpleName()));
            }
        };
    }

    @Override
    public void failed(IOException cause) {
        events.add("failed");
    }
}
