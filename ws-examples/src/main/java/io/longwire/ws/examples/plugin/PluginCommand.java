package io.longwire.ws.examples.plugin;

import io.longwire.ws.WebSocketServer;
import io.longwire.ws.examples.cli.ServerOptions;
import io.longwire.ws.examples.cli.Serving;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The modules ws-example-extension and ws-example-plugin at work. That they are on the class path is enough to find them;
 * configuration turns them on.
 */
@Command(
        name = "plugin",
        description =
                "An extension and a plug-in of others at work: prices as differences, for those who have a ticket.",
        mixinStandardHelpOptions = true)
public final class PluginCommand implements Callable<Integer> {
    static final String TICKETS = "/ticket";
    static final String PRICES = "/prices";

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws InterruptedException {
        WebSocketServer.Builder server = WebSocketServer.builder()
                .set("ws.plugins.tickets.enabled", true)
                .set("ws.plugins.tickets.open-paths", List.of(TICKETS))
                .set("ws.extensions.x-delta.enabled", true)
                // So that what is saved is the difference alone.
                .set("ws.extensions.permessage-deflate.enabled", false)
                .endpoint(new TicketDesk())
                .endpoint(PRICES, Prices::new);
        return Serving.run(server, options, (running, authority) -> new Visit(running, authority, System.out).run());
    }
}
