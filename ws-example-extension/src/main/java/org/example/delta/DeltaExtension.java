package org.example.delta;

import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code x-delta} at work on one connection: two directions that know nothing of each other. */
final class DeltaExtension implements Extension {
    private final int window;
    private final DeltaWriter writer;
    private final DeltaReader reader;
    private boolean sending;
    private boolean receiving;
    private boolean asSteps;
    private boolean fromSteps;

    DeltaExtension(int window) {
        this.window = window;
        this.writer = new DeltaWriter(new Past(window));
        this.reader = new DeltaReader(new Past(window));
    }

    @Override
    public void encode(Head head, ByteBuffer chunk, boolean last, Sink out) {
        if (!sending) {
            asSteps = writer.hasPast();
            if (asSteps) {
                head.setRsv(DeltaProvider.RSV2);
            }
        }
        sending = !last;
        if (asSteps) {
            writer.steps(chunk, out);
        } else {
            writer.plain(chunk, out);
        }
        if (last) {
            writer.endMessage();
        }
    }

    @Override
    public void decode(Head head, ByteBuffer chunk, boolean last, Sink out) {
        if (!receiving) {
            fromSteps = head.rsv(DeltaProvider.RSV2);
        }
        receiving = !last;
        if (fromSteps) {
            reader.steps(chunk, out);
        } else {
            reader.plain(chunk, out);
        }
        if (last) {
            reader.endMessage();
        }
    }

    /** An extension that was just opened has no past and sends a message as it is, which every peer understands. */
    @Override
    public Optional<Object> sharingKey() {
        return Optional.of(window);
    }

    @Override
    public void encoded(ByteBuffer plain) {
        writer.remember(plain);
        writer.endMessage();
    }

    @Override
    public void close() {
        // All it has is on the heap.
    }
}
