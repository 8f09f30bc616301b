package io.longwire.ws.benchmarks.micro;

import io.longwire.ws.MessageKind;
import io.longwire.ws.benchmarks.load.Payload;
import io.longwire.ws.codec.Blocks;
import io.longwire.ws.codec.ControlFrame;
import io.longwire.ws.codec.FrameSink;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.MessageEncoder;
import io.longwire.ws.codec.ProtocolEvents;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import io.longwire.ws.codec.WebSocketProtocol;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A masked binary frame read by a server, and one written by it. Laying down the frame to be read is in the figure. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    /** Bytes of payload. */
    @Param({"64", "1024", "16384"})
    public int size;

    private final Heard heard = new Heard();
    private final WebSocketProtocol protocol =
            new WebSocketProtocol(Role.SERVER, Limits.NONE, false, Blocks.HEAP, List.of(), 0, heard);
    private final MessageEncoder encoder = new MessageEncoder(Role.SERVER, List.of(), 0, Blocks.HEAP, null);
    private final Cork cork = new Cork();
    private ByteBuffer frame = ByteBuffer.allocate(0);
    private ByteBuffer read = ByteBuffer.allocate(0);
    private ByteBuffer payload = ByteBuffer.allocate(0);

    /** Makes the bytes. */
    @Setup
    public void make() {
        payload = Bytes.of(Payload.BINARY, size);
        frame = Bytes.masked(2, payload.duplicate());
        read = ByteBuffer.allocateDirect(frame.capacity());
    }

    /** From bytes to the event. */
    @Benchmark
    public long decode() {
        protocol.receive(read.clear().put(frame.rewind()).flip());
        return heard.bytes;
    }

    /** From a payload to bytes. */
    @Benchmark
    public ByteBuffer encode() {
        cork.buffer.clear();
        encoder.message(MessageKind.BINARY, payload.rewind(), cork);
        return cork.buffer;
    }

    private static final class Cork implements FrameSink {
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(32 * 1024);

        @Override
        public ByteBuffer room(int bytes) {
            return buffer;
        }

        @Override
        public void payload(ByteBuffer bytes) {
            buffer.put(bytes);
        }
    }

    private static final class Heard implements ProtocolEvents {
        private long bytes;

        @Override
        public void onMessage(MessageKind kind, ByteBuffer payload, boolean ascii) {
            bytes += payload.remaining();
        }

        @Override
        public void onPart(MessageKind kind, ByteBuffer payload, boolean last) {}

        @Override
        public void onPing(ByteBuffer payload) {}

        @Override
        public void onPong(ByteBuffer payload) {}

        @Override
        public void control(ControlFrame kind, ByteBuffer payload) {}

        @Override
        public void onCloseReceived(int code, String text) {}

        @Override
        public void onViolation(Violation violation) {
            throw new IllegalStateException(violation.sentence());
        }
    }
}
