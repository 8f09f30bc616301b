package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class FakeHandshakeTest {
    @Test
    void saysWhatTheTestMadeUp() {
        InetSocketAddress peer = new InetSocketAddress("127.0.0.1", 7);
        FakeHandshake handshake = new FakeHandshake("/chat/blue room")
                .parameter("room", "blue room")
                .withQuery("a=1&b=x%20y&c")
                .header("Accept", "a")
                .header("accept", "b")
                .withSubprotocol("chat")
                .extension("permessage-deflate")
                .from(peer)
                .overTls()
                .service(StringBuilder.class, new StringBuilder("service"));
        handshake.principal(() -> "ann");
        assertThat(handshake.parameter("room")).isEqualTo("blue room");
        assertThat(handshake.query("b")).contains("x y");
        assertThat(handshake.query("c")).contains("");
        assertThat(handshake.query("d")).isEmpty();
        assertThat(handshake.headers("ACCEPT")).containsExactly("a", "b");
        assertThat(handshake.header("none")).isEmpty();
        assertThat(handshake.subprotocol()).contains("chat");
        assertThat(handshake.extensions()).containsExactly("permessage-deflate");
        assertThat(handshake.remote()).isEqualTo(peer);
        assertThat(handshake.secure()).isTrue();
        assertThat(handshake.principal().orElseThrow().getName()).isEqualTo("ann");
        assertThat(handshake.service(StringBuilder.class)).hasToString("service");
        assertThatThrownBy(() -> handshake.service(String.class)).hasMessageContaining("StringBuilder");
    }
}
