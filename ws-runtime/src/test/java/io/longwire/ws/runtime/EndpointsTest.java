package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Overflow;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.runtime.config.Configuration.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    @Test
    void letConfigurationOverrideTheDispatchOfAPath() {
        EndpointProvider overridden =
                Endpoints.of("/a/{b}", Dispatch.WORKER, Overflow.DISCONNECT, () -> new WebSocketHandler() {});
        EndpointProvider other =
                Endpoints.of("/a", Dispatch.WORKER, Overflow.DISCONNECT, () -> new WebSocketHandler() {});
        Configuration configuration =
                Configuration.load(Source.NONE, Map.of("ws.endpoints.\"/a/{b}\".dispatch", "event-loop"));

        Endpoints endpoints = new Endpoints(configuration, List.of(overridden, other));

        configuration.check();
        assertThat(endpoints.dispatch(overridden)).isEqualTo(Dispatch.EVENT_LOOP);
        assertThat(endpoints.dispatch(other)).isEqualTo(Dispatch.WORKER);
    }

    @Test
    void refuseAPathThatNoneHasAndAWordThatIsNone() {
        EndpointProvider chat =
                Endpoints.of("/chat", Dispatch.WORKER, Overflow.DISCONNECT, () -> new WebSocketHandler() {});
        Configuration configuration = Configuration.load(
                Source.NONE,
                Map.of("ws.endpoints.\"/chta\".dispatch", "worker", "ws.endpoints.\"/chat\".dispatch", "sideways"));

        new Endpoints(configuration, List.of(chat));

        assertThatThrownBy(configuration::check)
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("\n  set in code  ws.endpoints.\"/chta\" ")
                .hasMessageContaining("no endpoint has this path. There are: /chat")
                .hasMessageContaining("ws.endpoints.\"/chat\".dispatch = \"sideways\"")
                .hasMessageContaining("expected one of worker, event-loop");
    }

    @Test
    void letConfigurationOverrideTheOverflowPolicyOfAPath() {
        EndpointProvider overridden =
                Endpoints.of("/a", Dispatch.WORKER, Overflow.BLOCK, () -> new WebSocketHandler() {});
        EndpointProvider other = Endpoints.of("/b", Dispatch.WORKER, Overflow.BLOCK, () -> new WebSocketHandler() {});
        Configuration configuration =
                Configuration.load(Source.NONE, Map.of("ws.endpoints.\"/a\".overflow", "drop-oldest"));

        Endpoints endpoints = new Endpoints(configuration, List.of(overridden, other));

        configuration.check();
        assertThat(endpoints.overflow(overridden)).isEqualTo(Overflow.DROP_OLDEST);
        assertThat(endpoints.overflow(other)).isEqualTo(Overflow.BLOCK);
    }
}
