package io.longwire.ws.examples.plugin;

import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import java.security.Principal;
import java.util.Locale;
import java.util.SplittableRandom;

/** Greets, and sends as many prices as are asked for. */
final class Prices implements WebSocketHandler {
    static final int MOST = 10_000;

    private final SplittableRandom random = new SplittableRandom();
    private int cents = 10_125;

    @Override
    public void onOpen(WebSocket socket) {
        String name = socket.handshake().principal().map(Principal::getName).orElse("nobody");
        socket.sendText("Hello, " + name);
    }

    @Override
    public void onText(WebSocket socket, String count) {
        int wanted = count.matches("[0-9]{1,5}") ? Math.min(MOST, Integer.parseInt(count)) : 0;
        for (int i = 0; i < wanted; i++) {
            cents += random.nextInt(-5, 6);
            socket.sendText(String.format(
                    Locale.ROOT,
                    "{\"symbol\":\"ACME\",\"venue\":\"Example Exchange\",\"currency\":\"EUR\",\"price\":%d.%02d}",
                    cents / 100,
                    cents % 100));
        }
    }
}
