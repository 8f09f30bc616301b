package io.longwire.ws.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A listener whose process has no descriptors left: in a process of its own, with few of them. */
class DescriptorsTest {
    private static final int LIMIT = 80;

    @Test
    @Timeout(120)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aListenerWithoutDescriptorsTellsItOnceRestsAndGoesOn() throws Exception {
        Process server = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + LIMIT + "; exec \"$0\" -Xint -cp \"$1\" \"$2\"",
                        ProcessHandle.current().info().command().orElse("java"),
                        System.getProperty("java.class.path"),
                        Server.class.getName())
                .redirectErrorStream(true)
                .start();
        List<Socket> peers = new ArrayList<>();
        try (BufferedReader out = server.inputReader(StandardCharsets.US_ASCII)) {
            int port = Integer.parseInt(out.readLine());
            for (int i = 0; i < 2 * LIMIT; i++) {
                peers.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            // The server has failed to accept, and says so; 200 ms later it has tried some times more, and was silent.
            assertThat(out.readLine()).isEqualTo("failed");
            assertThat(out.readLine()).isEqualTo("failures: 1");
            for (Socket peer : peers) {
                peer.close();
            }
            try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream().write('x');
                assertThat(peer.getInputStream().read()).isEqualTo('x');
            }
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
            server.destroyForcibly();
            server.waitFor();
        }
    }

    /** Echoes, and tells of its first failure and of the count of failures some time after it. */
    static final class Server {
        private Server() {}

        public static void main(String... args) throws IOException {
            NioTransport transport = new NioTransport(NioSettings.ofLoops(1));
            // A class cannot be loaded from a directory when no descriptor is left: load what will be needed.
            transport.loops().get(0).schedule(Duration.ZERO, () -> {}).cancel();
            int[] failures = {0};
            Echo echo = new Echo() {
                @Override
                public void failed(IOException cause) {
                    failures[0]++;
                    if (failures[0] == 1) {
                        System.out.println("failed");
                        transport
                                .loops()
                                .get(0)
                                .schedule(Duration.ofMillis(200), () -> System.out.println("failures: " + failures[0]));
                    }
                }
            };
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            InetSocketAddress address =
                    (InetSocketAddress) transport.listen(any, echo).address();
            System.out.println(address.getPort());
        }
    }
}
