package org.example.tickets;

import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.util.Set;

/** The plug-in {@code tickets}, for servers. It provides the service {@link Tickets}. */
public final class TicketsProvider implements PluginProvider {
    /** What {@link java.util.ServiceLoader} calls. */
    public TicketsProvider() {}

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public Set<Class<?>> services() {
        return Set.of(Tickets.class);
    }

    @Override
    public Plugin create(PluginContext context) {
        TicketSettings settings = TicketSettings.read(context.settings());
        // The loops' time is the only clock of a plug-in, so that tests can move it.
        TicketBox box = new TicketBox(settings, context.loops().get(0)::nanoTime);
        context.provide(Tickets.class, box);
        return new Admission(settings, box, context.meter());
    }
}
