package io.longwire.ws.testkit;

import java.nio.ByteBuffer;
import java.util.List;

/** Sends parts two by two. */
final class Gatherer extends Recorder {
    private final List<ByteBuffer> parts;
    private int next;

    Gatherer(Lab lab, List<ByteBuffer> parts) {
        super(lab);
        this.parts = parts;
    }

    void gather() {
        for (; next + 1 < parts.size(); next += 2) {
            ByteBuffer head = parts.get(next);
            ByteBuffer body = parts.get(next + 1);
            wire().write(head, body);
            if (head.hasRemaining() || body.hasRemaining()) {
                return;
            }
        }
        if (next < parts.size()) {
            send(parts.get(next++));
        }
    }

    @Override
    public void onWritable() {
        super.onWritable();
        gather();
    }
}
