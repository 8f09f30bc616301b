package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionParameters.Parameter;
import io.longwire.ws.spi.ExtensionProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part of {@link ExtensionContract} that is about agreeing: {@link ExtensionProvider} (RFC 6455, 9.1). */
public interface NegotiationLaws extends ExtensionUnderTest {
    /** A parameter that nobody defines. */
    String UNKNOWN = "x-nobody-defines-this";

    /** The name is a token that stays the same, and the reserved bits are among the three there are. */
    @Test
    default void theNameIsATokenAndTheReservedBitsExist() {
        ExtensionProvider provider = provider();
        // RFC 7230, 3.2.6
        assertThat(provider.name()).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+").isEqualTo(provider.name());
        assertThat(provider.rsvBits()).isBetween(0, 7).isEqualTo(provider.rsvBits());
    }

    /** Each offer of the client's is fine for a server of equal settings by itself, and its answer is fine for the client. */
    @Test
    default void whatTheClientOffersIsAgreedOnByBothSides() {
        ExtensionProvider provider = provider();
        List<ExtensionParameters> offers = provider.offer(settings());
        for (ExtensionParameters offer : offers) {
            assertThat(offer.name()).isEqualTo(provider.name());
            assertThat(offer.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
            ExtensionParameters answer = agreed(provider.accept(List.of(offer), settings()), offer);
            assertThat(answer.name()).isEqualTo(provider.name());
            assertThat(answer.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
            assertThat(agreed(provider.confirm(answer, settings()), answer)).isEqualTo(answer);
        }
        assertThat(provider.accept(List.of(), settings())).as("no offers").isEmpty();
    }

    /** An offer with a parameter that is unknown or stands twice is passed over, and the next one has its turn. */
    @Test
    default void anOfferWithAnUnknownOrDoubledParameterIsPassedOver() {
        ExtensionProvider provider = provider();
        for (ExtensionParameters good : provider.offer(settings())) {
            ExtensionParameters answer = agreed(provider.accept(List.of(good), settings()), good);
            for (ExtensionParameters bad : spoiled(good)) {
                assertThat(provider.accept(List.of(bad), settings()))
                        .as("%s", bad)
                        .isEmpty();
                ExtensionParameters second = agreed(provider.accept(List.of(bad, good), settings()), good);
                assertThat(second).as("%s, then %s", bad, good).isEqualTo(answer);
            }
        }
    }

    /** An answer with a parameter that is unknown or stands twice was not offered, and is no agreement. */
    @Test
    default void anAnswerWithAnUnknownOrDoubledParameterIsNotConfirmed() {
        ExtensionProvider provider = provider();
        for (ExtensionParameters offer : provider.offer(settings())) {
            ExtensionParameters answer = agreed(provider.accept(List.of(offer), settings()), offer);
            for (ExtensionParameters bad : spoiled(answer)) {
                assertThat(provider.confirm(bad, settings())).as("%s", bad).isEmpty();
            }
        }
    }

    /** Whatever parameters and values a peer makes up: an agreement or none, never an exception; and an agreement works. */
    @Test
    default void noShapeOfOfferOrAnswerIsAnError() {
        ExtensionProvider provider = provider();
        SplittableRandom random = new SplittableRandom(6455);
        List<String> names = names(provider);
        for (int i = 0; i < 2_000; i++) {
            List<ExtensionParameters> offers = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                offers.add(madeUp(provider.name(), names, random));
            }
            Optional<Agreement> accepted = provider.accept(offers, settings());
            if (accepted.isPresent()) {
                ExtensionParameters answer = accepted.get().answer();
                assertThat(answer.name()).isEqualTo(provider.name());
                assertThat(answer.parameters())
                        .as("the answer to %s", offers)
                        .extracting(Parameter::name)
                        .doesNotHaveDuplicates()
                        .doesNotContain(UNKNOWN);
                accepted.get().open(new ManualLoop()).close();
            }
            Optional<Agreement> confirmed = provider.confirm(offers.get(0), settings());
            confirmed.ifPresent(agreement -> agreement.open(new ManualLoop()).close());
        }
    }

    private static ExtensionParameters agreed(Optional<Agreement> agreement, ExtensionParameters to) {
        assertThat(agreement).as("the agreement to %s", to).isPresent();
        return agreement.orElseThrow().answer();
    }

    /** The same with something wrong, in each way that is wrong for every extension. */
    private static List<ExtensionParameters> spoiled(ExtensionParameters good) {
        List<ExtensionParameters> spoiled = new ArrayList<>();
        spoiled.add(good.with(UNKNOWN));
        spoiled.add(good.with(UNKNOWN, "1"));
        for (Parameter parameter : good.parameters()) {
            List<Parameter> doubled = new ArrayList<>(good.parameters());
            doubled.add(parameter);
            spoiled.add(new ExtensionParameters(good.name(), doubled));
        }
        return spoiled;
    }

    /** All parameters that the extension itself writes, also in the other case, which is another name. */
    private List<String> names(ExtensionProvider provider) {
        List<String> names = new ArrayList<>(List.of(UNKNOWN, ""));
        for (ExtensionParameters offer : provider.offer(settings())) {
            ExtensionParameters answer = agreed(provider.accept(List.of(offer), settings()), offer);
            for (ExtensionParameters each : List.of(offer, answer)) {
                for (Parameter parameter : each.parameters()) {
                    names.add(parameter.name());
                    names.add(parameter.name());
                    names.add(parameter.name().toUpperCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    private static ExtensionParameters madeUp(String name, List<String> names, SplittableRandom random) {
        List<@Nullable String> values = Arrays.asList(
                null, "", "0", "1", "8", "15", "-1", "08", "1e3", "99999999999999999999", "x", "\u0668", " 8");
        List<Parameter> parameters = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            parameters.add(
                    new Parameter(names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size()))));
        }
        return new ExtensionParameters(name, parameters);
    }
}
