package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.AttributeKey;
import io.longwire.ws.WebSocket;
import org.junit.jupiter.api.Test;

class AttributesTest {
    private static final AttributeKey<String> NAME = AttributeKey.of("name");
    private static final AttributeKey<Integer> AGE = AttributeKey.of("age");
    private static final AttributeKey<String> OTHER_NAME = AttributeKey.of("name");

    @Test
    void hangOnAConnectionByTheIdentityOfTheirKey() {
        Bench bench = new Bench();
        bench.open();
        WebSocket socket = bench.handler.socket;

        socket.attribute(NAME, "a");
        socket.attribute(AGE, 1);
        socket.attribute(NAME, "b");

        assertThat(socket.attribute(NAME)).isEqualTo("b");
        assertThat(socket.attribute(AGE)).isEqualTo(1);
        assertThat(socket.attribute(OTHER_NAME)).isNull();
        socket.attribute(NAME, null);
        socket.attribute(OTHER_NAME, null);
        assertThat(socket.attribute(NAME)).isNull();
        assertThat(socket.attribute(AGE)).isEqualTo(1);
    }
}
