package io.longwire.ws.broadcast.redis;

import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.spi.BackplaneListener;
import io.longwire.ws.broadcast.spi.Stored;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down why Redis is away, as a log would. */
final class Told implements BackplaneListener {
    private final List<String> downs = new CopyOnWriteArrayList<>();

    /** Of a node that cannot connect. */
    static List<String> downs(RedisWorld world, String uri) {
        var told = new Told();
        world.node("told", told, RedisWorld.settings(uri));
        world.await("it is told", () -> !told.downs.isEmpty());
        return told.downs;
    }

    @Override
    public void onDown(Throwable cause) {
        var text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        downs.add(text.toString());
    }

    @Override
    public void onUp() {}

    @Override
    public void onPublication(String topic, Stored publication) {}

    @Override
    public void onGone(String topic, Present member) {}

    @Override
    public void onControl(ByteBuffer message) {}
}
