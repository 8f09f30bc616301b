package io.longwire.ws.examples.chat;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.examples.cli.ServerOptions;
import io.longwire.ws.examples.cli.Serving;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A chat with rooms, and its page on the same port. */
@Command(name = "chat", description = "A chat with rooms, for browsers.", mixinStandardHelpOptions = true)
public final class ChatCommand implements Callable<Integer> {
    private static final String PAGE = "io/longwire/ws/examples/web";

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws InterruptedException {
        WebSocketServer.Builder server = WebSocketServer.builder()
                // What is said outlives the connections of those who say it; a line that is sent again for an hour is
                // told once.
                .set("ws.plugins.broadcast.topics.\"chat/*\".history-size", 500)
                .set("ws.plugins.broadcast.topics.\"chat/*\".history-time", "1 h")
                .set("ws.plugins.broadcast.key-time", "1 h")
                .endpoint(new ChatEndpoint(options.dispatch(Dispatch.WORKER)))
                .resources("/", ChatCommand.class.getClassLoader(), PAGE);
        return Serving.run(server, options, Optional.of("the chat is at"));
    }
}
