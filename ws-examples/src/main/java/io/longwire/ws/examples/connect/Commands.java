package io.longwire.ws.examples.connect;

import io.longwire.ws.CloseReason;
import io.longwire.ws.WebSocket;

/** What a line means that somebody typed: a message, or a command when it begins with a slash. */
final class Commands {
    static final String HELP = "/ping, /close [CODE [TEXT]], /help; //... sends a text that begins with a slash";

    private final WebSocket socket;
    private final Screen screen;

    Commands(WebSocket socket, Screen screen) {
        this.socket = socket;
        this.screen = screen;
    }

    void obey(String line) {
        if (line.startsWith("//")) {
            send(line.substring(1));
        } else if (line.startsWith("/")) {
            command(line);
        } else {
            send(line);
        }
    }

    private void send(String text) {
        try {
            if (!socket.sendText(text)) {
                screen.note("not sent: the connection is closing");
            }
        } catch (IllegalArgumentException e) {
            screen.note("not sent: " + e.getMessage());
        }
    }

    private void command(String line) {
        String[] words = line.strip().split("\\s+", 3);
        switch (words[0]) {
            case "/ping" -> socket.ping(Pongs.payload());
            case "/close" -> close(words);
            case "/help" -> screen.note(HELP);
            default -> screen.note("unknown command " + words[0] + "; " + HELP);
        }
    }

    private void close(String[] words) {
        try {
            int code = words.length > 1 ? Integer.parseInt(words[1]) : CloseReason.NORMAL.code();
            socket.close(new CloseReason(code, words.length > 2 ? words[2] : ""));
        } catch (NumberFormatException e) {
            screen.note("a close code is a number");
        } catch (IllegalArgumentException e) {
            screen.note(String.valueOf(e.getMessage()));
        }
    }
}
