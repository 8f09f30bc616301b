package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Dispatch;
import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.WebSocketServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The policies for a peer that reads late, over real sockets: which messages it gets. */
class PoliciesTest {
    /** More than any socket takes. */
    private static final int MESSAGES = 400;

    private static final int SIZE = 64 * 1024;
    private static final int KEYS = 4;

    private final CompletableFuture<WebSocket> open = new CompletableFuture<>();
    private final CompletableFuture<Integer> accepted = new CompletableFuture<>();

    private static Message message(int number) {
        return Message.binary(ByteBuffer.allocate(SIZE).putInt(0, number)).conflatedBy(number % KEYS);
    }

    /** Sends all numbers under a policy; how many were accepted. */
    private static int sendAll(WebSocket socket, Overflow policy) {
        return (int) IntStream.range(0, MESSAGES)
                .filter(number -> socket.send(message(number), policy))
                .count();
    }

    private WebSocketServer server(String transport) {
        return Heard.server(transport)
                .set("ws.outbound.stall-timeout", "off")
                .endpoint("/", Dispatch.EVENT_LOOP, () -> new WebSocketHandler() {
                    @Override
                    public void onOpen(WebSocket socket) {
                        open.complete(socket);
                    }

                    @Override
                    public void onText(WebSocket socket, String policy) {
                        accepted.complete(sendAll(socket, Overflow.valueOf(policy)));
                    }
                })
                .start();
    }

    private static int number(RawPeer peer) throws IOException {
        return ByteBuffer.wrap(peer.readMessage().payload()).getInt();
    }

    /** The numbers that a peer gets up to the last one that was sent, when the handler has sent them all. */
    private List<Integer> got(RawPeer peer, Overflow policy) throws Exception {
        peer.send(Frame.text(policy.name()));
        accepted.get(60, TimeUnit.SECONDS);
        List<Integer> numbers = new ArrayList<>();
        do {
            numbers.add(number(peer));
        } while (numbers.get(numbers.size() - 1) != MESSAGES - 1);
        return numbers;
    }

    private static long dropped(WebSocketServer server, Overflow policy) {
        String name = "ws.outbound.dropped{why=" + policy.name().toLowerCase(Locale.ROOT) + "}";
        return server.counters().get(name);
    }

    @OnEachTransportAndTls
    void blockLosesNothingAndMakesTheSenderWait(String transport) throws Exception {
        try (WebSocketServer server = server(transport);
                RawPeer peer = RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
            WebSocket socket = open.get(60, TimeUnit.SECONDS);
            Thread sender = new Thread(() -> accepted.complete(sendAll(socket, Overflow.BLOCK)));
            sender.start();
            while (sender.getState() != Thread.State.WAITING) {
                assertThat(sender.isAlive()).as("it has to wait").isTrue();
                Thread.onSpinWait();
            }
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(number(peer)).isEqualTo(i);
            }
            assertThat(accepted.get(60, TimeUnit.SECONDS)).isEqualTo(MESSAGES);
            assertThat(dropped(server, Overflow.BLOCK)).isZero();
        }
    }

    @OnEachTransportAndTls
    void dropNewestKeepsWhatCameFirst(String transport) throws Exception {
        try (WebSocketServer server = server(transport);
                RawPeer peer = RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
            peer.send(Frame.text(Overflow.DROP_NEWEST.name()));
            int many = accepted.get(60, TimeUnit.SECONDS);
            assertThat(many).isBetween(1, MESSAGES - 1);
            assertThat(dropped(server, Overflow.DROP_NEWEST)).isEqualTo(MESSAGES - many);
            for (int i = 0; i < many; i++) {
                assertThat(number(peer)).isEqualTo(i);
            }
            open.get().sendText("and then");
            assertThat(peer.readMessage().text()).isEqualTo("and then");
        }
    }

    @OnEachTransportAndTls
    void dropOldestKeepsWhatCameLast(String transport) throws Exception {
        try (WebSocketServer server = server(transport);
                RawPeer peer = RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
            List<Integer> numbers = got(peer, Overflow.DROP_OLDEST);

            assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSizeLessThan(MESSAGES);
            assertThat(dropped(server, Overflow.DROP_OLDEST)).isEqualTo(MESSAGES - numbers.size());
            assertThat(numbers).endsWith(MESSAGES - 3, MESSAGES - 2, MESSAGES - 1);
        }
    }

    @OnEachTransportAndTls
    void conflateKeepsTheNewestOfEachKey(String transport) throws Exception {
        try (WebSocketServer server = server(transport);
                RawPeer peer = RawPeer.connectNarrow(transport, server.port()).upgrade("/")) {
            peer.send(Frame.text(Overflow.CONFLATE.name()));
            assertThat(accepted.get(60, TimeUnit.SECONDS)).isEqualTo(MESSAGES);
            Set<Integer> newest = new TreeSet<>();
            int count = 0;
            while (newest.size() < KEYS) {
                int number = number(peer);
                count++;
                if (number >= MESSAGES - KEYS) {
                    newest.add(number);
                }
            }
            assertThat(dropped(server, Overflow.CONFLATE)).isEqualTo(MESSAGES - count);
            open.get().sendText("and then");
            assertThat(peer.readMessage().text()).isEqualTo("and then");
        }
    }
}
