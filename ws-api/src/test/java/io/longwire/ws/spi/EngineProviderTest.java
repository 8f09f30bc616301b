package io.longwire.ws.spi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketClient;
import io.longwire.ws.WebSocketServer;
import org.junit.jupiter.api.Test;

class EngineProviderTest {
    @Test
    void namesTheArtifactToAddWhenThereIsNoEngine() {
        assertThatThrownBy(WebSocketServer::builder)
                .isInstanceOf(StartFailed.class)
                .hasMessage("No WebSocket engine is on the class path. Add the dependency io.longwire:ws-runtime.");
        assertThatThrownBy(WebSocketClient::builder).isInstanceOf(StartFailed.class);
    }
}
