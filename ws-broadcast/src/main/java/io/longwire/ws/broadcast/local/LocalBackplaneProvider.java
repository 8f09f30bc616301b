package io.longwire.ws.broadcast.local;

import io.longwire.ws.broadcast.spi.Backplane;
import io.longwire.ws.broadcast.spi.BackplaneContext;
import io.longwire.ws.broadcast.spi.BackplaneProvider;

/**
 * The backplane {@code local}. All that one provider makes are nodes of one store; {@link java.util.ServiceLoader} makes a
 * provider for each server, so there each has one of its own.
 */
public final class LocalBackplaneProvider implements BackplaneProvider {
    private final LocalStore store = new LocalStore();

    /** What {@link java.util.ServiceLoader} calls. */
    public LocalBackplaneProvider() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Backplane create(BackplaneContext context) {
        return new LocalBackplane(store, context);
    }
}
