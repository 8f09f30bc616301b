package io.longwire.ws.testkit;

import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one word, however it is cut, and hands over. */
record Handover(String word, Wire wire, Receiver next, List<String> heard) implements Receiver {
    @Override
    public void onBytes(ByteBuffer bytes) {
        heard.add(StandardCharsets.US_ASCII.decode(bytes).toString());
        if (String.join("", heard).equals(word)) {
            wire.attach(next);
        }
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
