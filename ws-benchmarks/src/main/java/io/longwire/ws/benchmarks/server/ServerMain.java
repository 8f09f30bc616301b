package io.longwire.ws.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** One server in this process. It tells its port, answers each line of input with what it has used, and ends with the input. */
public final class ServerMain {
    private ServerMain() {}

    /** Takes the name of a contestant, and {@code cast} if its messages go to all. */
    public static void main(String[] args) throws Exception {
        int port = Contestant.named(args[0]).start(args.length > 1 && args[1].equals("cast"));
        // Libraries may have printed on this line.
        System.out.println("\nport " + port);
        System.out.flush();
        answer(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        Runtime.getRuntime().halt(0);
    }

    private static void answer(BufferedReader questions) throws IOException {
        while (questions.readLine() != null) {
            System.out.println("used " + Usage.now());
            System.out.flush();
        }
    }
}
