package io.longwire.ws.codec.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.StartFailed;
import io.longwire.ws.codec.handshake.Negotiation.Configured;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Settings;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private static final Settings NONE = (Settings) Proxy.newProxyInstance(
            Settings.class.getClassLoader(), new Class<?>[] {Settings.class}, (proxy, method, arguments) -> {
                throw new AssertionError("no setting is read");
            });

    /** Agrees to the first offer that has the parameter "yes". */
    private static final class Fake implements ExtensionProvider {
        private final String name;
        private final int bits;
        private final List<List<ExtensionParameters>> asked = new ArrayList<>();

        Fake(String name, int bits) {
            this.name = name;
            this.bits = bits;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rsvBits() {
            return bits;
        }

        @Override
        public List<ExtensionParameters> offer(Settings settings) {
            return List.of(ExtensionParameters.of(name).with("yes"), ExtensionParameters.of(name));
        }

        @Override
        public Optional<Agreement> accept(List<ExtensionParameters> offers, Settings settings) {
            asked.add(offers);
            return offers.stream().filter(offer -> offer.has("yes")).findFirst().map(Fake::agreement);
        }

        @Override
        public Optional<Agreement> confirm(ExtensionParameters answer, Settings settings) {
            return answer.has("yes") ? Optional.of(agreement(answer)) : Optional.empty();
        }

        private static Agreement agreement(ExtensionParameters answer) {
            return new Agreement() {
                @Override
                public ExtensionParameters answer() {
                    return answer;
                }

                @Override
                public Extension open(Loop loop) {
                    throw new AssertionError("not opened here");
                }
            };
        }
    }

    private final Fake one = new Fake("one", 4);
    private final Fake two = new Fake("two", 2);
    private final Negotiation negotiation =
            new Negotiation(List.of(new Configured(one, NONE), new Configured(two, NONE)));

    @Test
    void givesEachProviderAllItsOffersInOrder() {
        List<ExtensionParameters> offers = List.of(
                ExtensionParameters.of("two"),
                ExtensionParameters.of("unknown"),
                ExtensionParameters.of("one").with("yes"),
                ExtensionParameters.of("two").with("yes", "2"));
        List<Agreement> agreements = negotiation.accept(offers);
        assertThat(two.asked).containsExactly(List.of(offers.get(0), offers.get(3)));
        assertThat(agreements).extracting(Agreement::answer).containsExactly(offers.get(3), offers.get(2));
        assertThat(negotiation.rsvBits(agreements)).isEqualTo(6);
        assertThat(negotiation.rsvBits(agreements.subList(1, 2))).isEqualTo(4);
    }

    @Test
    void passesOverTooManyOffersOrParameters() {
        ExtensionParameters good = ExtensionParameters.of("one").with("yes");
        ExtensionParameters long17 = ExtensionParameters.of("one").with("yes");
        for (int i = 0; i < 16; i++) {
            long17 = long17.with("p" + i);
        }
        assertThat(negotiation.accept(Collections.nCopies(17, good))).isEmpty();
        assertThat(negotiation.accept(Collections.nCopies(16, good))).hasSize(1);
        assertThat(negotiation.accept(List.of(long17))).isEmpty();
        assertThat(negotiation.accept(List.of(long17, good))).hasSize(1);
        assertThat(negotiation.accept(List.of())).isEmpty();
    }

    @Test
    void confirmsWhatWasOffered() throws HandshakeFailed {
        assertThat(negotiation.offer()).hasSize(4);
        ExtensionParameters good = ExtensionParameters.of("one").with("yes");
        assertThat(negotiation.confirm(List.of(good))).hasSize(1);
        for (List<ExtensionParameters> bad : List.of(
                List.of(ExtensionParameters.of("three")),
                List.of(good, good),
                List.of(ExtensionParameters.of("one").with("no")))) {
            assertThatThrownBy(() -> negotiation.confirm(bad)).isInstanceOf(HandshakeFailed.class);
        }
    }

    @Test
    void twoExtensionsCannotShareABitOrAName() {
        assertThatThrownBy(() ->
                        new Negotiation(List.of(new Configured(one, NONE), new Configured(new Fake("six", 6), NONE))))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("one")
                .hasMessageContaining("six");
        assertThatThrownBy(() ->
                        new Negotiation(List.of(new Configured(one, NONE), new Configured(new Fake("one", 0), NONE))))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("one");
    }
}
