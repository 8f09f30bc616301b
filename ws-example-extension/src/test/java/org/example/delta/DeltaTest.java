package org.example.delta;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.InvalidPayload;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.testkit.Hex;
import io.longwire.ws.testkit.MapSettings;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract cannot know: the terms, and the steps byte by byte. */
class DeltaTest {
    private final DeltaProvider provider = new DeltaProvider();
    private final Settings settings = new MapSettings().with("window", 1_024);
    private final DeltaWriter writer = new DeltaWriter(new Past(1_024));
    private final DeltaReader reader = new DeltaReader(new Past(1_024));

    @Test
    void theSmallerWindowIsAgreedOn() {
        assertThat(answer("4096")).isEqualTo("1024");
        assertThat(answer("64")).isEqualTo("64");
    }

    @Test
    void aServerThatAnswersWithALargerWindowIsNotConfirmed() {
        assertThat(provider.confirm(window("1025"), settings)).isEmpty();
        assertThat(provider.confirm(window("1024"), settings)).isPresent();
    }

    @Test
    void aChangedByteCostsThreeCountsAndItself() {
        writer.plain(ascii("price 101.25 EUR"), part -> {});
        writer.endMessage();
        assertThat(steps("price 101.75 EUR")).isEqualTo("0a 01 37 05 00");
    }

    @Test
    void fewEqualBytesAreSentAgain() {
        writer.plain(ascii("a--b---c"), part -> {});
        writer.endMessage();
        assertThat(steps("x--y---z")).isEqualTo("00 08 " + Hex.of(ascii("x--y---z")));
    }

    @Test
    void stepsAreReadAsTheyAreWritten() {
        reader.plain(ascii("price 101.25 EUR"), part -> {});
        reader.endMessage();
        StringBuilder text = new StringBuilder();
        reader.steps(
                ByteBuffer.wrap(Hex.bytes("0a 01 37 05 00")), part -> text.append(US_ASCII.decode(part.duplicate())));
        assertThat(text).hasToString("price 101.75 EUR");
    }

    @Test
    void aStepBeyondTheMessageBeforeIsInvalid() {
        assertThatThrownBy(() -> reader.steps(ByteBuffer.wrap(Hex.bytes("01")), part -> {}))
                .isInstanceOf(InvalidPayload.class);
    }

    @Test
    void aCountThatIsNoIntIsInvalid() {
        assertThatThrownBy(() -> reader.steps(ByteBuffer.wrap(Hex.bytes("ff ff ff ff 08")), part -> {}))
                .isInstanceOf(InvalidPayload.class);
    }

    private String steps(String message) {
        ByteBuffer all = ByteBuffer.allocate(100);
        writer.steps(ascii(message), part -> all.put(part.duplicate()));
        return Hex.of(all.flip());
    }

    private String answer(String offered) {
        return provider.accept(List.of(window(offered)), settings)
                .orElseThrow()
                .answer()
                .value("window")
                .orElseThrow();
    }

    private static ExtensionParameters window(String size) {
        return ExtensionParameters.of("x-delta").with("window", size);
    }

    private static ByteBuffer ascii(String text) {
        return US_ASCII.encode(text);
    }
}
