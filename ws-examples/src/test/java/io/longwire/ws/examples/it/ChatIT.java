package io.longwire.ws.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chat as a process. */
final class ChatIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void people_meet_and_newcomers_get_the_last_lines(String transport) throws Exception {
        try (Program chat = Program.start("chat", "--port", "0", "--transport", transport)) {
            int port = chat.port();
            assertThat(chat.line()).isEqualTo("the chat is at http://127.0.0.1:" + port + "/");
            URI room = URI.create("ws://127.0.0.1:" + port + "/chat/blue%20room");
            try (Peer ada = Peer.jdk(room);
                    Peer bob = Peer.ours(room, transport)) {
                ada.text("{\"type\":\"hello\",\"name\":\"Ada\"}");
                JsonNode welcome = message(ada);
                assertThat(welcome.get("room").asText()).isEqualTo("blue room");
                ada.text("{\"type\":\"say\",\"text\":\"Anybody here? \ud83d\ude00\"}");
                assertThat(message(ada).get("type").asText()).isEqualTo("said");

                bob.text("{\"type\":\"hello\",\"name\":\"Bob\"}");
                JsonNode recent = message(bob).get("recent");
                assertThat(recent).hasSize(1);
                assertThat(recent.get(0).get("text").asText()).isEqualTo("Anybody here? \ud83d\ude00");
                assertThat(message(ada).get("type").asText()).isEqualTo("joined");

                bob.text("{\"type\":\"say\",\"text\":\"I am\"}");
                assertThat(message(bob)).isEqualTo(message(ada));
                bob.text("{\"type\":\"ping\",\"n\":1}");
                assertThat(message(bob).get("type").asText()).isEqualTo("pong");
                bob.close();
                assertThat(message(ada).get("type").asText()).isEqualTo("left");

                chat.terminate();
                assertThat(ada.next()).as("the server tells that it goes").isEqualTo(1012);
            }
            assertThat(chat.exitCode()).isZero();
            assertThat(chat.err()).isEmpty();
            assertThat(chat.leftovers()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void the_page_comes_from_the_same_port(String transport) throws Exception {
        try (Program chat = Program.start("chat", "--port", "0", "--transport", transport)) {
            String base = "http://127.0.0.1:" + chat.port() + "/";
            HttpResponse<String> page = get(base);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
            assertThat(page.body()).contains("chat.js", "chat.css").doesNotContainPattern("(src|href)=\"https?:");
            for (String script : new String[] {"chat.js", "wire.js", "log.js", "side.js", "store.js", "outbox.js"}) {
                HttpResponse<String> got = get(base + script);
                assertThat(got.statusCode()).as(script).isEqualTo(200);
                assertThat(got.headers().firstValue("content-type").orElse("")).startsWith("text/javascript");
            }
            assertThat(get(base + "chat.css")
                            .headers()
                            .firstValue("content-type")
                            .orElse(""))
                    .startsWith("text/css");
            assertThat(get(base + "nothing.js").statusCode()).isEqualTo(404);
            assertThat(get(base + "../Main.class").statusCode()).isBetween(400, 404);
        }
    }

    private static HttpResponse<String> get(String uri) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode message(Peer peer) throws Exception {
        return JSON.readTree((String) peer.next());
    }
}
