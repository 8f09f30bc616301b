package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Dispatch;
import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.broadcast.Topics;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** Subscribers that read too slowly, under another policy than their endpoint's. */
class TopicOverflowTest {
    private static final int SIZE = 256 * 1024;
    private static final int PUBLICATIONS = 300;

    private final Heard heard = new Heard();

    @OnEachTransport
    void aSubscriberThatConflatesGetsTheLastOfEachKeyAndIsNotCut(String transport) throws Exception {
        try (WebSocketServer server = Heard.server(transport)
                        .endpoint("/", Dispatch.EVENT_LOOP, () -> new Heard.Recording(heard) {
                            @Override
                            public void onOpen(WebSocket socket) {
                                socket.handshake()
                                        .service(Topics.class)
                                        .topic("prices")
                                        .subscribe(socket, Overflow.CONFLATE);
                                super.onOpen(socket);
                            }
                        })
                        .start();
                RawPeer peer = RawPeer.connectNarrow(server.port()).upgrade("/")) {
            assertThat(heard.next()).isEqualTo("open");
            for (int i = 1; i <= PUBLICATIONS; i++) {
                publish(server, i);
            }
            int read = 0;
            int last = 0;
            while (last < PUBLICATIONS) {
                int number = ByteBuffer.wrap(peer.readMessage().payload()).getInt();
                assertThat(number).isGreaterThan(last);
                last = number;
                read++;
            }
            assertThat(read).isLessThan(PUBLICATIONS);
            assertThat(server.counters())
                    .containsEntry("ws.outbound.dropped{why=conflate}", (long) PUBLICATIONS - read);
            peer.send(Frame.text("still here"));
            assertThat(heard.next()).isEqualTo("text still here");
        }
    }

    private static void publish(WebSocketServer server, int number) {
        Message message =
                Message.binary(ByteBuffer.allocate(SIZE).putInt(0, number)).conflatedBy("the one price");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!server.service(Topics.class).topic("prices").publish(message)) { // the loop is busy with those before
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
