package io.longwire.ws.conformance;

import io.longwire.ws.WebSocketServer;
import java.io.IOException;

/** A program with an echo server that ends when its standard input does, and stops nothing before. */
public final class ServerProgram {
    private ServerProgram() {}

    /** @param arguments the transport, then keys and values; the first line it prints is the port */
    public static void main(String[] arguments) throws IOException {
        WebSocketServer.Builder builder = Heard.server(arguments[0]).endpoint("/", Heard.Echo::new);
        for (int i = 1; i < arguments.length; i += 2) {
            builder.set(arguments[i], arguments[i + 1]);
        }
        System.out.println(builder.start().port());
        while (System.in.read() >= 0) {
            continue; // nobody says anything
        }
        System.exit(0);
    }
}
