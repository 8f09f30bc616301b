package io.longwire.ws.examples.chaos;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.examples.cli.ServerOptions;
import io.longwire.ws.examples.cli.Serving;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A node of {@link ChaosCommand}. */
@Command(name = "chaos-node", hidden = true, description = "A node of the command chaos.")
public final class ChaosNodeCommand implements Callable<Integer> {
    private static final String TOPICS = "chaos-";

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Option(names = "--redis", required = true)
    private String redis = "";

    @Override
    public Integer call() throws InterruptedException {
        String topics = "ws.plugins.broadcast.topics.\"" + TOPICS + "*\".";
        WebSocketServer.Builder server = WebSocketServer.builder()
                .set("ws.plugins.broadcast.backplane", "redis")
                .set("ws.plugins.broadcast.redis.uri", redis)
                .set(topics + "history-size", 1000)
                .endpoint(Listening.PATH, Dispatch.EVENT_LOOP, Listening::new)
                .endpoint(Publishing.PATH, Dispatch.EVENT_LOOP, Publishing::new);
        return Serving.run(server, options, Optional.empty());
    }

    /** The name of a topic. */
    static String topic(int number) {
        return TOPICS + number;
    }
}
