package io.longwire.ws.examples.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import io.longwire.ws.examples.process.Resident;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What this process holds when nobody is connected.
 *
 * @param heap bytes of live objects, after collections
 * @param direct bytes of direct buffers
 * @param resident bytes in memory, 0 where the system does not tell
 * @param descriptors open files and sockets, 0 where the system does not tell
 * @param threads live threads
 */
record Sample(long heap, long direct, long resident, long descriptors, int threads) {
    private static final int COLLECTIONS = 4;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /** Collects garbage until that frees no more, and looks. */
    static Sample take() {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            LockSupport.parkNanos(BETWEEN.toNanos());
            heap = Math.min(
                    heap,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return new Sample(
                heap,
                directNow(),
                Resident.of(ProcessHandle.current().pid()).orElse(0),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : 0,
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static long directNow() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
