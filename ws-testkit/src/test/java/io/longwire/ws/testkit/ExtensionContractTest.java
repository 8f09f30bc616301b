package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Settings;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract passes an extension that keeps it, and finds each flaw of one that does not. */
class ExtensionContractTest {
    /** What can be wrong with an extension, and the law that finds it. */
    enum Flaw {
        ACCEPTS_ANYTHING(ExtensionContract::anOfferWithAnUnknownOrDoubledParameterIsPassedOver),
        CONFIRMS_ANYTHING(ExtensionContract::anAnswerWithAnUnknownOrDoubledParameterIsNotConfirmed),
        THROWS_AT_A_BAD_OFFER(ExtensionContract::noShapeOfOfferOrAnswerIsAnError),
        ACCEPTS_NOTHING_OFFERED(ExtensionContract::whatTheClientOffersIsAgreedOnByBothSides),
        FORGETS_THE_LAST_BYTE(ExtensionContract::messagesOfEverySizeArriveBothWays),
        KEEPS_THE_BUFFER(ExtensionContract::chunksMayBeCutAnywhere),
        CHANGES_BYTES_BESIDE(ExtensionContract::kindsAndConnectionsDoNotMix),
        SETS_A_FOREIGN_BIT(ExtensionContract::messagesOfEverySizeArriveBothWays),
        ONE_STATE_FOR_BOTH_DIRECTIONS(ExtensionContract::theDirectionsDoNotMix),
        IDLE_FORGETS(ExtensionContract::idleBetweenMessagesChangesNothing),
        SHARES_WHAT_DEPENDS_ON_THE_PAST(ExtensionContract::equalSharingKeysShareOneEncodedMessage),
        CATCHES_THE_REFUSAL(ExtensionContract::aMessageThatGrowsIsStoppedByTheSink),
        THROWS_ITS_OWN_AT_NOISE(ExtensionContract::noiseIsInvalidPayloadAtMost);

        private final Law law;

        Flaw(Law law) {
            this.law = law;
        }
    }

    interface Law {
        void hold(ExtensionContract contract) throws Exception;
    }

    /** Adds to each byte how many bytes came before it, as both sides count them. */
    record Counting(Flaw flaw) implements ExtensionProvider {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public int rsvBits() {
            return 1;
        }

        @Override
        public List<ExtensionParameters> offer(Settings settings) {
            return List.of(ExtensionParameters.of("counting").with("from", "7"));
        }

        private boolean isGood(ExtensionParameters parameters) {
            if (flaw == Flaw.THROWS_AT_A_BAD_OFFER) {
                return Integer.parseInt(parameters.value("from").orElse("0")) == 7;
            }
            return parameters.parameters().size() == 1
                    && parameters.value("from").filter("7"::equals).isPresent();
        }

        @Override
        public Optional<Agreement> accept(List<ExtensionParameters> offers, Settings settings) {
            return offers.stream()
                    .filter(offer -> flaw == Flaw.ACCEPTS_ANYTHING || isGood(offer))
                    .findFirst()
                    .or(() -> flaw == Flaw.ACCEPTS_NOTHING_OFFERED
                            ? Optional.of(offer(settings).get(0))
                            : Optional.empty())
                    .map(offer -> new Agreed(offer(settings).get(0), flaw));
        }

        @Override
        public Optional<Agreement> confirm(ExtensionParameters answer, Settings settings) {
            return flaw == Flaw.CONFIRMS_ANYTHING || isGood(answer)
                    ? Optional.of(new Agreed(answer, flaw))
                    : Optional.empty();
        }
    }

    record Agreed(ExtensionParameters answer, Flaw flaw) implements Agreement {
        @Override
        public Extension open(Loop loop) {
            return new Count(flaw);
        }
    }

    static final class Count implements Extension {
        private final Flaw flaw;
        private byte in = 7;
        private byte out = 7;
        private ByteBuffer kept = ByteBuffer.allocate(0);

        Count(Flaw flaw) {
            this.flaw = flaw;
        }

        @Override
        public void decode(Head head, ByteBuffer chunk, boolean last, Sink sink) {
            ByteBuffer made = ByteBuffer.allocate(chunk.remaining());
            byte count = flaw == Flaw.ONE_STATE_FOR_BOTH_DIRECTIONS ? out : in;
            while (chunk.hasRemaining()) {
                made.put((byte) (chunk.get() - count++));
            }
            in = count;
            out = flaw == Flaw.ONE_STATE_FOR_BOTH_DIRECTIONS ? count : out;
            if (flaw == Flaw.THROWS_ITS_OWN_AT_NOISE && made.position() > 2 && made.get(0) == made.get(1) + 1) {
                throw new IllegalStateException("a byte that cannot be");
            }
            try {
                sink.accept(made.flip());
            } catch (ExtensionEnd.Enough refused) {
                if (flaw != Flaw.CATCHES_THE_REFUSAL) {
                    throw refused;
                }
            }
        }

        @Override
        public void encode(Head head, ByteBuffer chunk, boolean last, Sink sink) {
            head.setRsv(flaw == Flaw.SETS_A_FOREIGN_BIT ? 4 : 1);
            if (flaw == Flaw.CHANGES_BYTES_BESIDE && !chunk.isReadOnly()) {
                chunk.duplicate().limit(chunk.capacity()).put(chunk.limit(), (byte) 0);
            }
            if (flaw == Flaw.KEEPS_THE_BUFFER) {
                if (!last) {
                    kept = chunk.duplicate();
                    return;
                }
                make(kept, sink);
                kept = ByteBuffer.allocate(0);
            }
            make(chunk, sink);
        }

        private void make(ByteBuffer chunk, Sink sink) {
            ByteBuffer made = ByteBuffer.allocate(chunk.remaining());
            while (chunk.hasRemaining()) {
                made.put((byte) (chunk.get() + out++));
            }
            made.flip();
            sink.accept(flaw == Flaw.FORGETS_THE_LAST_BYTE && made.limit() == 126 ? made.limit(125) : made);
        }

        @Override
        public void idle() {
            out = flaw == Flaw.IDLE_FORGETS ? 7 : out;
        }

        @Override
        public Optional<Object> sharingKey() {
            return flaw == Flaw.SHARES_WHAT_DEPENDS_ON_THE_PAST ? Optional.of("one for all") : Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Nested
    class OneThatIsRight implements ExtensionContract {
        @Override
        public ExtensionProvider provider() {
            return new Counting(null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachFlawIsFound(Flaw flaw) {
        ExtensionContract contract = () -> new Counting(flaw);
        assertThatThrownBy(() -> flaw.law.hold(contract)).isNotNull();
    }
}
