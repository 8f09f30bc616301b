package io.longwire.ws.broadcast.testkit;

import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.broadcast.spi.Stored;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what a backplane tells. */
public final class Listening implements BackplaneListener {
    private final List<Stored> publications = new CopyOnWriteArrayList<>();
    private final List<Present> gone = new CopyOnWriteArrayList<>();
    private final List<String> controls = new CopyOnWriteArrayList<>();
    private final AtomicInteger ups = new AtomicInteger();
    private final AtomicInteger downs = new AtomicInteger();

    /** Has heard nothing yet. */
    public Listening() {}

    /** What was published, as it was told. */
    public List<Stored> publications() {
        return publications;
    }

    /** The same as text. */
    public List<String> texts() {
        return publications.stream().map(one -> text(one.data())).toList();
    }

    /** Whose node died. */
    public List<Present> gone() {
        return gone;
    }

    /** What other nodes sent. */
    public List<String> controls() {
        return controls;
    }

    /** How often the store could be reached again. */
    public int ups() {
        return ups.get();
    }

    /** How often it could not any more. */
    public int downs() {
        return downs.get();
    }

    @Override
    public void onUp() {
        ups.incrementAndGet();
    }

    @Override
    public void onDown(Throwable cause) {
        downs.incrementAndGet();
    }

    @Override
    public void onPublication(String topic, Stored publication) {
        publications.add(publication);
    }

    @Override
    public void onGone(String topic, Present member) {
        gone.add(member);
    }

    @Override
    public void onControl(ByteBuffer message) {
        controls.add(text(message));
    }

    static String text(ByteBuffer data) {
        return StandardCharsets.UTF_8.decode(data.duplicate()).toString();
    }
}
