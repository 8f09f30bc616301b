package io.longwire.ws.runtime;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** How many files and sockets this process may have open. */
final class Descriptors {
    private Descriptors() {}

    /** What connections may take of them; the rest is for files, listeners and connections to others. */
    static int forConnections() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof UnixOperatingSystemMXBean unix) {
            long most = unix.getMaxFileDescriptorCount();
            return (int) Math.min(Integer.MAX_VALUE, most - most / 10);
        }
        return Integer.MAX_VALUE;
    }
}
