package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Overflow;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
    @Test
    void findsAnEndpointByItsLiteralPath() {
        Routes routes = routes("/echo", "/");

        assertThat(routes.find("/echo").orElseThrow().endpoint().path()).isEqualTo("/echo");
        assertThat(routes.find("/").orElseThrow().endpoint().path()).isEqualTo("/");
        assertThat(routes.find("/echo/")).isEmpty();
        assertThat(routes.find("/Echo")).isEmpty();
    }

    @Test
    void givesTheParametersOfThePath() {
        Routes routes = routes("/chat/{room}/{who}");

        assertThat(routes.find("/chat/blue room/x").orElseThrow().parameters())
                .isEqualTo(Map.of("room", "blue room", "who", "x"));
        assertThat(routes.find("/chat/blue")).isEmpty();
        assertThat(routes.find("/chat//x"))
                .as("an empty segment is no parameter")
                .isEmpty();
    }

    @Test
    void prefersALiteralSegmentFromLeftToRight() {
        Routes routes = routes("/{a}/b", "/a/{b}", "/a/b", "/{a}/{b}");

        assertThat(found(routes, "/a/b")).isEqualTo("/a/b");
        assertThat(found(routes, "/a/x")).isEqualTo("/a/{b}");
        assertThat(found(routes, "/x/b")).isEqualTo("/{a}/b");
        assertThat(found(routes, "/x/y")).isEqualTo("/{a}/{b}");
    }

    @Test
    void refusesTwoEndpointsThatCannotBeToldApart() {
        assertThatThrownBy(() -> routes("/chat/{room}", "/chat/{name}"))
                .isInstanceOf(StartFailed.class)
                .hasMessage(
                        "Two endpoints have the same path: /chat/{room} and /chat/{name}. Give one of them another.");
    }

    @Test
    void refusesAMalformedPath() {
        assertThatThrownBy(() -> routes("chat")).isInstanceOf(StartFailed.class).hasMessageContaining("slash");
        assertThatThrownBy(() -> routes("/a{b}"))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("a{b}");
        assertThatThrownBy(() -> routes("/{a}/{a}"))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("twice");
    }

    private static String found(Routes routes, String path) {
        return routes.find(path).orElseThrow().endpoint().path();
    }

    private static Routes routes(String... paths) {
        List<EndpointProvider> endpoints = Arrays.stream(paths)
                .map(path -> Endpoints.of(path, Dispatch.WORKER, Overflow.DISCONNECT, () -> new WebSocketHandler() {}))
                .toList();
        return new Routes(endpoints);
    }
}
