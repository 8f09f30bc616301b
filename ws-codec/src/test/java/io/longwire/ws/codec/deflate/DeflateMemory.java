package io.longwire.ws.codec.deflate;

import io.longwire.ws.codec.deflate.Wires.Sent;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.Loop;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Prints what compression costs a quiet connection with context takeover, after 64 KiB of text each way: its objects and
 * zlib's streams, both counted: what a heap or a process grows by says more of its allocator than of a connection. {@code
 * CONTRIBUTING.md} says how it is run; one process measures one row.
 */
final class DeflateMemory {
    private static final int WINDOW = 32 * 1024;
    /**
     * zconf.h: "The memory requirements for deflate are (in bytes): (1 << (windowBits+2)) + (1 << (memLevel+9))", "plus a few
     * kilobytes for small objects"; with the JDK's window of 15 bits and level of 8. An inflater has less.
     */
    private static final int STREAM = (1 << 17) + (1 << 17) + 8 * 1024;

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
                "bytes per connection:\nhistory  state     held     heap    native   all but held   zlib streams");
        row("0", "parked", "4000");
        row("1024", "parked", "4000");
        row("full", "parked", "4000");
        row("full", "live", "500");
    }

    private static void row(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx900m",
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

    private void measure(String history, boolean parked, int connections) throws JMException {
        // As many before, so that what the process itself grows by at first is not counted.
        List<Extension> before = open(connections, parked);
        long heapBefore = heap();
        long streamsBefore = streams.alive();
        List<Extension> open = open(connections, parked);
        long heap = (heap() - heapBefore) / connections;
        long outside = STREAM * (streams.alive() - streamsBefore) / connections;
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

    /** What is alive of the classes that compression is made of, as the virtual machine lists it. */
    private static long heap() throws JMException {
        String list = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
        return list.lines()
                .map(line -> line.strip().split(" +"))
                .filter(cells -> cells.length > 3 && cells[0].endsWith(":") && isPart(cells[3]))
                .mapToLong(cells -> Long.parseLong(cells[2]))
                .sum();
    }

    private static boolean isPart(String type) {
        return type.equals("[B")
                || type.startsWith("io.longwire.")
                || type.startsWith("java.util.zip.")
                || type.startsWith("jdk.internal.ref.CleanerImpl$");
    }
}
