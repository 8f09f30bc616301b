package io.longwire.ws.runtime;

import io.longwire.ws.spi.Receiver;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes no notice of what it is told. */
record NoReceiver() implements Receiver {
    @Override
    public void onBytes(ByteBuffer bytes) {}

    @Override
    public void onWritable() {}

    @Override
    public void onEnd() {}

    @Override
    public void onClosed(@Nullable Throwable cause) {}
}
