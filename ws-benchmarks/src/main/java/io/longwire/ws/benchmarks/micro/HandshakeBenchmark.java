package io.longwire.ws.benchmarks.micro;

import io.longwire.ws.codec.handshake.HeadLimits;
import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.codec.handshake.RequestHead;
import io.longwire.ws.codec.handshake.RequestHeadReader;
import io.longwire.ws.codec.handshake.ServerHandshake;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The head that a browser sends, read, checked and answered. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandshakeBenchmark {
    private static final String REQUEST = String.join(
            "\r\n",
            "GET /chat?room=1 HTTP/1.1",
            "Host: example.com:8080",
            "Connection: Upgrade",
            "Pragma: no-cache",
            "Cache-Control: no-cache",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Upgrade: websocket",
            "Origin: http://example.com:8080",
            "Sec-WebSocket-Version: 13",
            "Accept-Encoding: gzip, deflate, br, zstd",
            "Accept-Language: en-GB,en;q=0.9",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            "",
            "");

    private final ByteBuffer request =
            ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

    /** From bytes to the lines of the head. */
    @Benchmark
    public RequestHead read() throws Refused {
        return Objects.requireNonNull(new RequestHeadReader(HeadLimits.DEFAULTS).read(request.rewind()));
    }

    /** From bytes to the bytes of the answer. */
    @Benchmark
    public ByteBuffer answer() throws Refused {
        return ServerHandshake.accept(ServerHandshake.check(read()), Optional.empty(), List.of(), Map.of());
    }
}
