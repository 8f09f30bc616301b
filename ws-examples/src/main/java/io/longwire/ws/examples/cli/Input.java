package io.longwire.ws.examples.cli;

import java.io.IOException;

/** The standard input of a command that another started: it ends when that one says so, and when that one is no more. */
public final class Input {
    private Input() {}

    /** Does something, on a thread of its own, when the input has ended. What is in it is thrown away. */
    public static void onEnd(Runnable then) {
        Thread end = new Thread(
                () -> {
                    awaitEnd();
                    then.run();
                },
                "end");
        end.setDaemon(true);
        end.start();
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException gone) {
            // The end as well.
        }
    }
}
