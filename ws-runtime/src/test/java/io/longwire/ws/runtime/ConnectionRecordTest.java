package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.testkit.MemoryPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** Each connection leaves one record of its life: with plug-ins, and with JDK Flight Recorder. */
class ConnectionRecordTest {
    private final List<ConnectionRecord> records = new ArrayList<>();

    private final PluginProvider plugin = new PluginProvider() {
        @Override
        public String name() {
            return "journal";
        }

        @Override
        public Plugin create(PluginContext context) {
            return new Plugin() {
                @Override
                public ConnectionWatcher watch(WebSocket socket, Loop loop) {
                    return new ConnectionWatcher() {
                        @Override
                        public Map<String, Object> facts() {
                            return Map.of("rooms", 3);
                        }

                        @Override
                        public void onClose(Closed how, ConnectionRecord connection) {
                            records.add(connection);
                        }
                    };
                }
            };
        }
    };

    @Test
    void whatCameAndWentIsCounted() {
        Bench bench = new Bench(plugin);
        bench.handler.onText = text -> bench.handler.socket.sendText("you too");
        MemoryPeer peer = bench.open();
        bench.write(peer, Bench.HELLO);
        bench.advance(Duration.ofSeconds(3));
        bench.write(peer, Bench.CLOSE_1000);
        peer.end();
        bench.network.runPending();

        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.id()).isEqualTo(bench.handler.socket.id());
            assertThat(record.path()).isEqualTo("/");
            assertThat(record.remote())
                    .isEqualTo(bench.handler.socket.handshake().remote());
            assertThat(record.open()).isEqualTo(Duration.ofSeconds(3));
            assertThat(record.messagesIn()).isEqualTo(1);
            assertThat(record.bytesIn()).isEqualTo(11 + 8);
            assertThat(record.messagesOut()).isEqualTo(1);
            assertThat(record.bytesOut()).isEqualTo(9 + 4);
            assertThat(record.peakBufferedBytes()).isZero();
            assertThat(record.facts()).isEqualTo(Map.of("rooms", 3));
        });
    }

    @Test
    void theFlightRecorderIsToldOfTheBeginningAndTheEnd() throws Exception {
        Path file = Files.createTempFile(Files.createDirectories(Path.of("target", "jfr")), "connection", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SessionEvents.Opening.class);
            recording.enable(SessionEvents.Close.class);
            recording.start();
            Bench bench = new Bench();
            bench.open().end();
            bench.network.runPending();
            recording.stop();
            recording.dump(file);
        }
        assertThat(events(file, "io.longwire.ws.Handshake")).singleElement().satisfies(event -> {
            assertThat(event.getInt("status")).isEqualTo(101);
            assertThat(event.getString("endpoint")).isEqualTo("/");
        });
        assertThat(events(file, "io.longwire.ws.Close")).singleElement().satisfies(event -> {
            assertThat(event.getInt("code")).isEqualTo(Closed.ABNORMAL);
            assertThat(event.getString("by")).isEqualTo("NOBODY");
            assertThat(event.getString("path")).isEqualTo("/");
        });
    }

    private static List<RecordedEvent> events(Path file, String name) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }
}
