package io.longwire.ws.examples.cli;

import io.longwire.ws.Reload;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;

/** What SIGHUP does to a server with a file of settings: the file is read again. */
final class Hangup {
    private Hangup() {}

    static void reloads(WebSocketServer server) {
        Stopping.handle("HUP", () -> reload(server));
    }

    private static void reload(WebSocketServer server) {
        try {
            Reload done = server.reload();
            System.out.println(
                    "reloaded; for new connections: " + done.renewed() + ", with a restart: " + done.restart());
            System.out.flush();
        } catch (StartFailed wrong) {
            System.err.println("nothing is reloaded. " + wrong.getMessage());
        } catch (IllegalStateException stopped) {
            System.err.println("nothing is reloaded: " + stopped.getMessage());
        }
    }
}
