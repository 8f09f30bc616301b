package io.longwire.ws.benchmarks.micro;

import io.longwire.ws.MessageKind;
import io.longwire.ws.benchmarks.load.Payload;
import io.longwire.ws.codec.deflate.DeflateProvider;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.MapSettings;
import java.nio.ByteBuffer;
import java.time.Duration;
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
import org.openjdk.jmh.annotations.TearDown;

/** A text of 1 KiB compressed by a server, with the outgoing history that is kept between messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeflateBenchmark {
    /** Bytes of history, or {@code full} for a stream that lives. */
    @Param({"0", "1024", "full"})
    public String history;

    private final ByteBuffer text = Bytes.of(Payload.TEXT, 1024);
    private final Head head = new Head();
    private Extension extension;
    private long bytes;

    /** Agrees. */
    @Setup
    public void agree() {
        MapSettings settings = new MapSettings()
                .with("level", 3)
                .with("threshold", 200L)
                .with("history", history.equals("full") ? history : (Object) Long.valueOf(history))
                .with("server-max-window-bits", 15)
                .with("client-max-window-bits", 15)
                .with("server-no-context-takeover", false)
                .with("client-no-context-takeover", false)
                .with("native-memory", 1L << 28)
                .with("park-after", Duration.ofSeconds(10))
                .with("enabled", true);
        extension = new DeflateProvider()
                .accept(List.of(ExtensionParameters.of("permessage-deflate")), settings)
                .orElseThrow()
                .open(new ManualLoop());
    }

    /** One message. */
    @Benchmark
    public long encode() {
        extension.encode(head, text.rewind(), true, out -> bytes += out.remaining());
        return bytes;
    }

    /** Gives the streams back. */
    @TearDown
    public void end() {
        extension.close();
    }

    private static final class Head implements Extension.Head {
        @Override
        public MessageKind kind() {
            return MessageKind.TEXT;
        }

        @Override
        public boolean rsv(int bit) {
            return false;
        }

        @Override
        public void setRsv(int bit) {}

        @Override
        public long size() {
            return 1024;
        }
    }
}
