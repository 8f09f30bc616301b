package io.longwire.ws.benchmarks.micro;

import io.longwire.ws.benchmarks.load.Payload;
import io.longwire.ws.codec.Masking;
import io.longwire.ws.codec.Utf8;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Passes over the bytes of a payload in a direct buffer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TextBenchmark {
    private static final int KEY = 0x37fa213d;

    /** Bytes of payload. */
    @Param({"64", "16384"})
    public int size;

    private ByteBuffer ascii = ByteBuffer.allocate(0);
    private ByteBuffer mixed = ByteBuffer.allocate(0);
    private ByteBuffer masked = ByteBuffer.allocate(0);

    /** Makes the bytes. */
    @Setup
    public void make() {
        ascii = Bytes.of(Payload.TEXT, size);
        mixed = Bytes.of(Payload.UTF8, size);
        masked = Bytes.of(Payload.BINARY, size);
    }

    /** Unmasks in place, and tells whether all was ASCII. */
    @Benchmark
    public boolean mask() {
        return Masking.apply(KEY, masked, 0, size);
    }

    /** Looks for a byte that is not ASCII. */
    @Benchmark
    public boolean ascii() {
        return Utf8.isAscii(ascii);
    }

    /** Runs the automaton over ASCII. */
    @Benchmark
    public int utf8Ascii() {
        return Utf8.advance(Utf8.ACCEPT, ascii, 0, size);
    }

    /** Runs the automaton over mixed text. */
    @Benchmark
    public int utf8Mixed() {
        return Utf8.advance(Utf8.ACCEPT, mixed, 0, size);
    }
}
