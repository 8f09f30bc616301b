package io.longwire.ws.codec.deflate;

import io.longwire.ws.codec.deflate.Wires.Sent;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.Loop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Prints what compression costs a quiet connection with context takeover, after 64 KiB of text each way: heap that is alive, and
 * native memory as the growth of the process. {@code CONTRIBUTING.md} says how it is run; one process measures one row.
 */
final class DeflateMemory {
    private static final int WINDOW = 32 * 1024;

    private final Counting streams = new Counting();
    private final Loop loop = new OneLoop();
    private final Agreement agreement;
    private final Random random = new Random(1);

    private DeflateMemory(Object history) {
        this.agreement = new DeflateProvider(streams)
                .accept(
                        Wires.parse("permessage-deflate"),
                        MapSettings.of("history", history, "native-memory", 4L << 30))
                .orElseThrow();
    }

    /** With arguments, one row: history in bytes or "full", "live" or "parked", and how many connections. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3) {
            String history = arguments[0];
            new DeflateMemory(history.equals("full") ? history : Integer.valueOf(history))
                    .measure(history, arguments[1].equals("parked"), Integer.parseInt(arguments[2]));
            return;
        }
        System.out.println(
                "bytes per connection:\nhistory  state     held     heap   outside   all but held   zlib streams");
        row("0", "parked", "4000");
        row("1024", "parked", "4000");
        row("full", "parked", "4000");
        row("full", "live", "500");
    }

    private static void row(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xms900m",
                "-Xmx900m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DeflateMemory.class.getName()));
        command.addAll(List.of(arguments));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("a row ended with " + code);
        }
    }

    private void measure(String history, boolean parked, int connections) throws IOException {
        // As many before, so that what the process itself grows by at first is not counted.
        List<Extension> before = open(connections, parked);
        long heapBefore = heap();
        long processBefore = process();
        List<Extension> open = open(connections, parked);
        long heap = (heap() - heapBefore) / connections;
        long outside = (process() - processBefore) / connections;
        int held = WINDOW + (history.equals("full") ? WINDOW : Integer.parseInt(history));
        System.out.printf(
                "%-8s %-7s %6d   %6d   %7d   %12d   %12d%n",
                history, parked ? "parked" : "live", held, heap, outside, heap + outside - held, streams.alive());
        open.forEach(Extension::close);
        before.forEach(Extension::close);
    }

    private List<Extension> open(int count, boolean parked) {
        List<Extension> open = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Extension connection = agreement.open(loop);
            open.add(connection);
            for (int message = 0; message < 16; message++) {
                byte[] text = Wires.text(random, 4096);
                Sent sent = Wires.encode(connection, text, Integer.MAX_VALUE, true);
                // What it sends is what it hears: both windows are full of it.
                Wires.decode(connection, sent, Integer.MAX_VALUE);
            }
            if (parked) {
                connection.idle();
            }
        }
        return open;
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The heap is touched at the start, so what grows is outside of it. */
    private static long process() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("this system does not tell the size of a process");
    }
}
