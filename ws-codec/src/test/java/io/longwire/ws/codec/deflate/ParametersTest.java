package io.longwire.ws.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.codec.handshake.ExtensionHeader;
import io.longwire.ws.codec.handshake.Negotiation;
import io.longwire.ws.codec.handshake.Negotiation.Configured;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final String NAME = "permessage-deflate";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "x=1",
                "server_no_context_takeover; server_no_context_takeover",
                "client_no_context_takeover; client_no_context_takeover",
                "server_max_window_bits=10; server_max_window_bits=10",
                "server_max_window_bits=10; server_max_window_bits=11",
                "client_max_window_bits; client_max_window_bits",
                "client_max_window_bits; client_max_window_bits=10",
                "server_max_window_bits",
                "server_max_window_bits=",
                "server_max_window_bits=\"\"",
                "server_max_window_bits=7",
                "server_max_window_bits=16",
                "server_max_window_bits=0",
                "server_max_window_bits=-1",
                "server_max_window_bits=+9",
                "server_max_window_bits=015",
                "server_max_window_bits=08",
                "server_max_window_bits=8.0",
                "server_max_window_bits=1000",
                "client_max_window_bits=7",
                "client_max_window_bits=16",
                "client_max_window_bits=",
                "client_max_window_bits=09",
                "server_no_context_takeover=1",
                "server_no_context_takeover=true",
                "client_no_context_takeover=\"\"",
                "client_no_context_takeover=",
                "Server_no_context_takeover"
            })
    void anOfferThatIsInvalidIsDeclinedAndTheNextIsTried(String parameters) {
        String bad = NAME + "; " + parameters;
        assertThat(answer(bad, MapSettings.of())).isEmpty();
        assertThat(answer(bad + ", " + NAME + "; server_max_window_bits=9, " + NAME, MapSettings.of()))
                .contains(NAME + "; server_max_window_bits=9");
        // What a server may not be offered, a client may not be answered.
        assertThat(confirm(bad, MapSettings.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "                                                  | ",
                "server_no_context_takeover                        | server_no_context_takeover",
                "client_no_context_takeover                        | client_no_context_takeover",
                "server_max_window_bits=\"15\"                     | server_max_window_bits=15",
                "server_max_window_bits=8                          | server_max_window_bits=8",
                "server_max_window_bits=14                         | server_max_window_bits=14",
                "client_max_window_bits                            | ",
                "client_max_window_bits=15                         | ",
                "client_max_window_bits=8                          | client_max_window_bits=8",
                "client_max_window_bits; server_max_window_bits=12; client_no_context_takeover; server_no_context_takeover"
                        + "| server_no_context_takeover; client_no_context_takeover; server_max_window_bits=12",
            })
    void aServerHonoursEveryParameter(String offered, String answered) {
        assertThat(answer(named(offered), MapSettings.of())).contains(named(answered));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                          | server_no_context_takeover; client_no_context_takeover; server_max_window_bits=11",
                "client_max_window_bits    | server_no_context_takeover; client_no_context_takeover; server_max_window_bits=11;"
                        + " client_max_window_bits=12",
                "server_max_window_bits=9  | server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9",
                "server_max_window_bits=15; client_max_window_bits=10"
                        + "| server_no_context_takeover; client_no_context_takeover; server_max_window_bits=11;"
                        + " client_max_window_bits=10",
            })
    void aServerAsksForWhatItIsSetTo(String offered, String answered) {
        MapSettings settings = MapSettings.of(
                "server-no-context-takeover",
                true,
                "client-no-context-takeover",
                true,
                "server-max-window-bits",
                11,
                "client-max-window-bits",
                12);
        assertThat(answer(named(offered), settings)).contains(named(answered));
    }

    @Test
    void withoutHistoryASideSaysSo() {
        assertThat(answer(NAME, MapSettings.of("history", 0))).contains(NAME + "; server_no_context_takeover");
        assertThat(offer(MapSettings.of("history", 0)))
                .isEqualTo(NAME + "; client_no_context_takeover; client_max_window_bits");
    }

    @Test
    void aClientOffersWhatItIsSetTo() {
        assertThat(offer(MapSettings.of())).isEqualTo(NAME + "; client_max_window_bits");
        assertThat(offer(MapSettings.of(
                        "server-no-context-takeover", true, "server-max-window-bits", 9, "client-max-window-bits", 10)))
                .isEqualTo(NAME + "; server_no_context_takeover; server_max_window_bits=9; client_max_window_bits=10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "server_no_context_takeover",
                "client_no_context_takeover",
                "server_max_window_bits=8",
                "client_max_window_bits=8",
                "client_max_window_bits=15; server_max_window_bits=15"
            })
    void aClientTakesAnyRightAnswer(String answered) {
        assertThat(confirm(named(answered), MapSettings.of())).isPresent();
    }

    @Test
    void aClientRefusesAnAnswerThatWasNotAskedFor() {
        assertThat(confirm(NAME + "; client_max_window_bits", MapSettings.of())).isEmpty();
        MapSettings strict = MapSettings.of(
                "server-no-context-takeover", true, "server-max-window-bits", 10, "client-max-window-bits", 10);
        String right = NAME + "; server_no_context_takeover; server_max_window_bits=10";
        assertThat(confirm(right, strict)).isPresent();
        assertThat(confirm(right + "; client_max_window_bits=9", strict)).isPresent();
        assertThat(confirm(right + "; client_max_window_bits=11", strict)).isEmpty();
        assertThat(confirm(right.replace("=10", "=11"), strict)).isEmpty();
        assertThat(confirm(NAME + "; server_no_context_takeover", strict)).isEmpty();
        assertThat(confirm(NAME + "; server_max_window_bits=10", strict)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "level,0",
        "level,10",
        "history,32769",
        "history,-1",
        "threshold,-1",
        "server-max-window-bits,7",
        "server-max-window-bits,16",
        "client-max-window-bits,7"
    })
    void aSettingThatCannotBeKeptStopsTheStart(String key, int value) {
        MapSettings settings = MapSettings.of(key, value);
        assertThatThrownBy(() -> new Negotiation(List.of(new Configured(new DeflateProvider(), settings))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ExtensionProvider.class).stream().map(ServiceLoader.Provider::type))
                .contains(DeflateProvider.class);
        assertThat(new DeflateProvider().rsvBits()).isEqualTo(4);
    }

    private static String named(String parameters) {
        return parameters == null || parameters.isBlank() ? NAME : NAME + "; " + parameters;
    }

    private static Optional<String> answer(String offers, Settings settings) {
        return Wires.accept(offers, settings).map(agreed -> ExtensionHeader.format(List.of(agreed.answer())));
    }

    private static String offer(Settings settings) {
        return ExtensionHeader.format(new DeflateProvider().offer(settings));
    }

    private static Optional<Agreement> confirm(String answer, Settings settings) {
        return new DeflateProvider().confirm(Wires.parse(answer).get(0), settings);
    }
}
