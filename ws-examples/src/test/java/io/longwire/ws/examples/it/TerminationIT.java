package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.ClientOptions;
import io.longwire.ws.Closed;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketHandler;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SIGTERM does to the chat. */
@Timeout(240)
final class TerminationIT {
    private static final int PEERS = 1000;
    private static final int IN_A_ROOM = 20;
    private static final int AT_ONCE = 50;
    /** So many messages may be on their way to the server. */
    private static final int CREDIT = 200;

    private final CountDownLatch ended = new CountDownLatch(PEERS);
    private final AtomicInteger told = new AtomicInteger();
    private final CountDownLatch received = new CountDownLatch(5 * PEERS);
    private final Semaphore credit = new Semaphore(CREDIT);

    private final class Guest implements WebSocketHandler {
        private final int number;

        Guest(int number) {
            this.number = number;
        }

        @Override
        public void onOpen(WebSocket socket) {
            socket.sendText("{\"type\":\"hello\",\"name\":\"guest " + number + "\"}");
        }

        @Override
        public void onText(WebSocket socket, String text) {
            received.countDown();
            if (credit.availablePermits() < CREDIT) {
                credit.release();
            }
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            if (how.code() == 1012) {
                told.incrementAndGet();
            }
            ended.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void tells_a_thousand_peers_under_load(String transport) throws Exception {
        try (Program chat =
                        Program.start("chat", "--port", "0", "--transport", transport, "-Dws.server.drain.spread=3s");
                WebSocketClient client = WebSocketClient.builder()
                        .transport(transport)
                        .set("ws.limits.connect-timeout", "60 s")
                        .set("ws.limits.handshake-timeout", "60 s")
                        .build()) {
            int port = chat.port();
            List<WebSocket> sockets = open(client, port);
            Thread load = new Thread(() -> talk(sockets), "load");
            load.start();
            assertThat(received.await(Program.DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .as("it is under load")
                    .isTrue();
            chat.terminate();
            assertThat(ended.await(Program.DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(chat.exitCode()).isZero();
            load.join();
            assertThat(told).hasValue(PEERS);
            assertThat(chat.err()).isEmpty();
            List<String> out = chat.restOfOut();
            System.out.println(transport + ": " + out);
            assertThat(out).anyMatch(line -> line.matches("stopping: 1000 of 1000 connections open, .*"));
            assertThat(out.get(out.size() - 1)).matches("stopped: 1000 connections, 0 of them cut, in \\d+\\.\\d s");
        }
    }

    private List<WebSocket> open(WebSocketClient client, int port) throws Exception {
        List<WebSocket> sockets = new ArrayList<>();
        Semaphore room = new Semaphore(AT_ONCE);
        for (int i = 0; i < PEERS; i++) {
            room.acquire();
            URI uri = URI.create("ws://127.0.0.1:" + port + "/chat/room" + i / IN_A_ROOM);
            client.connect(uri, ClientOptions.DEFAULTS.on(Dispatch.EVENT_LOOP), new Guest(i))
                    .whenComplete((socket, failure) -> {
                        if (socket != null) {
                            synchronized (sockets) {
                                sockets.add(socket);
                            }
                        }
                        room.release();
                    });
        }
        room.acquire(AT_ONCE);
        assertThat(sockets).hasSize(PEERS);
        return sockets;
    }

    /** Each in its turn says something, until the server goes. */
    private void talk(List<WebSocket> sockets) {
        boolean anybody = true;
        while (anybody) {
            anybody = false;
            for (WebSocket socket : sockets) {
                if (socket.isOpen()) {
                    anybody = true;
                    if (hasCredit()) {
                        socket.sendText("{\"type\":\"say\",\"text\":\"busy\"}");
                    }
                }
            }
        }
    }

    private boolean hasCredit() {
        try {
            return credit.tryAcquire(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void a_second_time_ends_at_once(String transport) throws Exception {
        try (Program chat = Program.start(
                        "chat",
                        "--port",
                        "0",
                        "--transport",
                        transport,
                        "-Dws.server.drain.spread=1h",
                        "-Dws.server.drain.total=2h");
                Peer peer = Peer.jdk(URI.create("ws://127.0.0.1:" + chat.port() + "/chat/room"))) {
            chat.line(); // the page's
            peer.text("{\"type\":\"hello\",\"name\":\"Ada\"}");
            peer.next();
            chat.terminate();
            assertThat(chat.line()).startsWith("stopping: 1 of 1 ");
            chat.terminate();
            assertThat(peer.next()).isEqualTo(1012);
            assertThat(chat.exitCode()).isZero();
        }
    }
}
