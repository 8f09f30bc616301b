package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.runtime.config.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    @Test
    void letConfigurationOverrideTheDispatchOfAPath() {
        Endpoints endpoints = new Endpoints(
                Configuration.load(Configuration.Source.NONE, Map.of("ws.endpoints.\"/a/{b}\".dispatch", "event-loop"))
                        .root()
                        .at("endpoints"));

        assertThat(endpoints.dispatch(Endpoints.of("/a/{b}", Dispatch.WORKER, () -> new WebSocketHandler() {})))
                .isEqualTo(Dispatch.EVENT_LOOP);
        assertThat(endpoints.dispatch(Endpoints.of("/a", Dispatch.WORKER, () -> new WebSocketHandler() {})))
                .isEqualTo(Dispatch.WORKER);
    }
}
