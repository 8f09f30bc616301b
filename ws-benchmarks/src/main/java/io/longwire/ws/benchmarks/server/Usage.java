package io.longwire.ws.benchmarks.server;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a process has used so far.
 *
 * @param cpu nanoseconds of all threads that live, user and system, without those that compile
 * @param allocated bytes that the threads that live have allocated on the heap
 * @param heap bytes of the heap in use; of live objects after a collection
 * @param resident bytes in memory, 0 where the system does not tell
 */
public record Usage(long cpu, long allocated, long heap, long resident) {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static Usage now() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Usage(Files.isDirectory(TASKS) ? tasks() : process(), allocated, heap, residentNow());
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

    private static long residentNow() {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/self/status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
        } catch (IOException noSuchSystem) {
            return 0;
        }
    }

    /** What was used between an earlier look and this one; of memory, what it grew by. */
    public Usage since(Usage earlier) {
        return new Usage(
                cpu - earlier.cpu, allocated - earlier.allocated, heap - earlier.heap, resident - earlier.resident);
    }

    /** On one line, which {@link #parse} reads. */
    @Override
    public String toString() {
        return LongStream.of(cpu, allocated, heap, resident)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    /** From {@link #toString}. */
    public static Usage parse(String line) {
        long[] parts = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Usage(parts[0], parts[1], parts[2], parts[3]);
    }
}
