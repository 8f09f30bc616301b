package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.testkit.MemoryPeer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What the engine keeps for a connection that has nothing to do, counted in live objects and not in time. */
class IdleMemoryTest {
    private static final int CONNECTIONS = 1_000;
    /** 648 are needed; who adds an object or some fields for every connection should know it. */
    private static final long MOST_BYTES = 664;

    private static final String PING = "89 80 00 00 00 00";
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

    /** The bytes of each class's objects after a collection. */
    private static Map<String, Long> live() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Map<String, Long> live = new HashMap<>();
        for (String line : histogram.split("\n", -1)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                live.put(row.group(2), Long.valueOf(row.group(1)));
            }
        }
        return live;
    }

    private static long bytes(Map<String, Long> live, String... prefixes) {
        return live.entrySet().stream()
                .filter(entry -> List.of(prefixes).stream().anyMatch(entry.getKey()::startsWith))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void ownsLittleForAConnectionThatIsIdleAfterTraffic() throws Exception {
        Bench bench = new Bench();
        talk(bench); // loads what the first connection needs
        Map<String, Long> before = live();
        List<MemoryPeer> peers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            peers.add(talk(bench));
        }
        Map<String, Long> after = live();

        assertThat(peers).hasSize(CONNECTIONS).noneMatch(MemoryPeer::isClosed);
        assertThat(perConnection(before, after, "io.longwire.ws.runtime.", "io.longwire.ws.codec."))
                .as(() -> "bytes of each class: " + grown(before, after))
                .isBetween(MOST_BYTES / 2, MOST_BYTES);
        assertThat(perConnection(before, after, "java.util.concurrent."))
                .as("queues, futures and the like")
                .isLessThan(8);
        bench.server.close();
    }

    /** A message each way and a Ping, all of it done. */
    private static MemoryPeer talk(Bench bench) {
        MemoryPeer peer = bench.open();
        bench.write(peer, Bench.HELLO);
        bench.handler.socket.sendText("hello");
        bench.network.runPending();
        bench.write(peer, PING);
        assertThat(peer.read()).isNotEmpty();
        return peer;
    }

    private static long perConnection(Map<String, Long> before, Map<String, Long> after, String... prefixes) {
        return (bytes(after, prefixes) - bytes(before, prefixes)) / CONNECTIONS;
    }

    /** Bytes per connection of each class that grew, for who must find what is too much. */
    private static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> grown = new TreeMap<>();
        after.keySet().forEach(name -> grown.put(name, perConnection(before, after, name)));
        grown.values().removeIf(bytes -> bytes <= 0);
        return grown;
    }
}
