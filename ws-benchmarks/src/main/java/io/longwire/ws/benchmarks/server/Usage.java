package io.longwire.ws.benchmarks.server;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a process has used so far.
 *
 * @param cpu nanoseconds of all threads that live, user and system, without those that compile
 * @param allocated bytes that the threads that live have allocated on the heap
 */
public record Usage(long cpu, long allocated) {
    private static final Path TASKS = Path.of("/proc/self/task");

    static Usage now() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
        return new Usage(Files.isDirectory(TASKS) ? tasks() : process(), allocated);
    }

    /** The kernel's clock of each thread counts nanoseconds; that of the process, as the JVM reads it, steps by 10 ms. */
    private static long tasks() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                try {
                    if (!Files.readString(task.resolve("comm")).contains("CompilerThre")) {
                        String times = Files.readString(task.resolve("schedstat"));
                        sum += Long.parseLong(times.substring(0, times.indexOf(' ')));
                    }
                } catch (IOException ended) {
                    continue; // between the listing and the look
                }
            }
        }
        return sum;
    }

    private static long process() {
        long all = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        return all - 1_000_000 * ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    /** What was used between an earlier look and this one. */
    public Usage since(Usage earlier) {
        return new Usage(cpu - earlier.cpu, allocated - earlier.allocated);
    }

    /** On one line, which {@link #parse} reads. */
    @Override
    public String toString() {
        return cpu + " " + allocated;
    }

    /** From {@link #toString}. */
    public static Usage parse(String line) {
        long[] parts = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Usage(parts[0], parts[1]);
    }
}
