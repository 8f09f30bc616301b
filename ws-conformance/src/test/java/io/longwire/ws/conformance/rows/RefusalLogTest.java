package io.longwire.ws.conformance.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.codec.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of a refused request: fixed words, and for the operator the setting and the value that would let it in. */
class RefusalLogTest {
    private Stage stage;

    @BeforeEach
    void begin() throws Exception {
        Journal.open();
        Setup setup = new Setup();
        setup.set("ws.server.hosts", List.of("row.example"));
        stage = new Stage("nio", Link.PLAIN, Role.SERVER, setup);
        Journal.take();
    }

    @AfterEach
    void end() throws Exception {
        stage.close();
        Journal.shut();
    }

    @Test
    void aForeignOriginIsNamedWithTheSettingThatLetsItIn() throws Exception {
        assertThat(warning(Request.with("Origin: https://App.example:443")))
                .contains("ws.server.origins = [\"https://app.example\"]")
                .doesNotContain("trusted-proxies");
    }

    @Test
    void aProxyThatIsNotTrustedIsNamedWithTheSettingThatTrustsIt() throws Exception {
        assertThat(warning(Request.with("Origin: https://row.example", "X-Forwarded-Proto: https")))
                .contains("ws.server.origins = [\"https://row.example\"]")
                .contains("ws.server.trusted-proxies = [\"127.0.0.1\"]");
    }

    @Test
    void aMalformedOriginIsNotAdvised() throws Exception {
        assertThat(warning(Request.with("Origin: " + Secrets.BAIT))).doesNotContain("ws.server.origins", Secrets.BAIT);
    }

    @Test
    void aForeignHostIsNamedWithTheSettingThatLetsItIn() throws Exception {
        assertThat(warning(Request.instead("Host", "Host: Other.example:81")))
                .contains("ws.server.hosts = [\"other.example:81\"]");
    }

    @Test
    void manyRefusalsAreOneLineASecondWithTheirNumber() throws Exception {
        Request foreign = Request.with("Origin: https://app.example");
        assertThat(logged(foreign)).hasSize(1);
        assertThat(logged(foreign)).isEmpty();
        assertThat(logged(foreign)).isEmpty();
        stage.clock().advance(Duration.ofSeconds(1));
        assertThat(warning(foreign)).endsWith("2 more like it were refused since the last such line");
    }

    @Test
    void aMalformedRequestIsOneFixedSentence() throws Exception {
        List<Journal.Entry> lines = logged(Request.with("a@b: " + Secrets.BAIT));
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.text())
                        .startsWith("A request was refused with 400 (")
                        .endsWith("): a header name is malformed"));
    }

    private String warning(Request request) throws Exception {
        List<Journal.Entry> lines = logged(request);
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.level()).isEqualTo(System.Logger.Level.WARNING));
        return lines.get(0).text();
    }

    private List<Journal.Entry> logged(Request request) throws Exception {
        try (Play play = new Play(stage, Cut.WHOLE, 0)) {
            play.say(request);
            assertThat(play.peer().hearAll()).startsWith("HTTP/1.1 4");
        }
        return Journal.take();
    }
}
