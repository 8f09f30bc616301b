package guests;

import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

public final class VisitorsProvider implements PluginProvider {
    @Override
    public String name() {
        return "visitors";
    }

    @Override
    public Set<Class<?>> services() {
        return Set.of(Visitors.class);
    }

    @Override
    public Plugin create(PluginContext context) {
        AtomicInteger visitors = new AtomicInteger();
        context.provide(Visitors.class, visitors::get);
        return new Plugin() {
            @Override
            public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                visitors.incrementAndGet();
                return ConnectionWatcher.NONE;
            }
        };
    }
}
