package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo as a process, talked to by the JDK's client and by ours. */
final class EchoIT {
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"netty, string, event-loop", "nio, string, worker", "netty, bytes, worker", "nio, bytes, event-loop"})
    void every_message_comes_back(String transport, String text, String dispatch) throws Exception {
        try (Program echo = Program.start(
                "echo",
                "--port",
                "0",
                "--transport",
                transport,
                "--text",
                text,
                "--dispatch",
                dispatch,
                "--loops",
                "1")) {
            URI uri = URI.create("ws://127.0.0.1:" + echo.port() + "/echo");
            try (Peer jdk = Peer.jdk(uri);
                    Peer ours = Peer.ours(uri, transport)) {
                assertThat(ours.extensions()).as("on without any setting").containsExactly("permessage-deflate");
                for (Peer peer : List.of(jdk, ours)) {
                    talk(peer);
                }
            }
            echo.terminate();
            assertThat(echo.exitCode()).isZero();
            assertThat(echo.err()).isEmpty();
            assertThat(echo.leftovers()).isEmpty();
        }
    }

    private static void talk(Peer peer) throws Exception {
        byte[] noise = new byte[MIB];
        new Random(7).nextBytes(noise);
        // Numbered: what compresses to less than a hundredth is taken for a bomb.
        String words = IntStream.range(0, 20_000)
                .mapToObj(i -> "Gr\u00fc\u00dfe \ud83d\ude00 " + i)
                .collect(Collectors.joining(" "));
        peer.text("Hello");
        peer.text("");
        peer.binary(new byte[] {1, 2, 3});
        peer.binary(noise);
        peer.text(words);
        assertThat(peer.next()).isEqualTo("Hello");
        assertThat(peer.next()).isEqualTo("");
        assertThat(peer.next()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(peer.next())
                .satisfies(got -> assertThat(got.equals(ByteBuffer.wrap(noise)))
                        .as("1 MiB, not " + got)
                        .isTrue());
        assertThat(peer.next()).satisfies(got -> assertThat(got.equals(words)).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"netty, string", "nio, bytes"})
    void a_broadcast_reaches_all_who_are_there(String transport, String text) throws Exception {
        try (Program echo = Program.start("echo", "--port", "0", "--transport", transport, "--text", text)) {
            URI uri = URI.create("ws://127.0.0.1:" + echo.port() + "/broadcast");
            try (Peer jdk = Peer.jdk(uri);
                    Peer ours = Peer.ours(uri, transport)) {
                // Its own message back says that it is subscribed.
                jdk.text("first");
                assertThat(jdk.next()).isEqualTo("first");
                ours.text("Gr\u00fc\u00dfe");
                for (Object got = ours.next(); !got.equals("Gr\u00fc\u00dfe"); got = ours.next()) {
                    assertThat(got).isEqualTo("first");
                }
                assertThat(jdk.next()).isEqualTo("Gr\u00fc\u00dfe");
                jdk.binary(new byte[] {9});
                assertThat(ours.next()).isEqualTo(ByteBuffer.wrap(new byte[] {9}));
                assertThat(jdk.next()).isEqualTo(ByteBuffer.wrap(new byte[] {9}));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dws.limits.message=1KiB"})
    void a_setting_works_as_option_and_as_property_of_the_jvm(String setting) throws Exception {
        try (Program byOption = Program.start("echo", "--port", "0", setting);
                Program byProperty = Program.startWith(setting, "echo", "--port", "0")) {
            for (Program echo : List.of(byOption, byProperty)) {
                try (Peer peer = Peer.jdk(URI.create("ws://127.0.0.1:" + echo.port() + "/echo"))) {
                    peer.text("x".repeat(1024));
                    assertThat(peer.next()).isEqualTo("x".repeat(1024));
                    peer.binary(new byte[1025]);
                    assertThat(peer.next()).isEqualTo(1009);
                }
            }
        }
    }
}
