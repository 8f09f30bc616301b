package io.longwire.ws.testkit;

import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one message and hands over. */
record Handover(Wire wire, Recorder next, List<String> heard) implements Receiver {
    @Override
    public void onBytes(ByteBuffer bytes) {
        heard.add(StandardCharsets.US_ASCII.decode(bytes).toString());
        wire.attach(next);
    }

    @Override
    public void onWritable() {
        heard.add("writable");
    }

    @Override
    public void onEnd() {
        heard.add("end");
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        heard.add("closed");
    }
}
