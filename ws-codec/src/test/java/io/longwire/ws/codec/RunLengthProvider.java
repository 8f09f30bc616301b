package io.longwire.ws.codec;

import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Settings;
import java.util.List;
import java.util.Optional;

/** Lets the extension of {@code vectors.txt} be negotiated as any other. */
public final class RunLengthProvider implements ExtensionProvider {
    public static final String NAME = "run-length";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rsvBits() {
        return RunLength.RSV;
    }

    @Override
    public List<ExtensionParameters> offer(Settings settings) {
        return List.of(ExtensionParameters.of(NAME));
    }

    @Override
    public Optional<Agreement> accept(List<ExtensionParameters> offers, Settings settings) {
        return offers.stream().filter(RunLengthProvider::isBare).findFirst().map(offer -> new Agreed());
    }

    @Override
    public Optional<Agreement> confirm(ExtensionParameters answer, Settings settings) {
        return Optional.of(answer).filter(RunLengthProvider::isBare).map(agreed -> new Agreed());
    }

    /** It has no parameters. */
    private static boolean isBare(ExtensionParameters parameters) {
        return parameters.parameters().isEmpty();
    }

    private static final class Agreed implements Agreement {
        @Override
        public ExtensionParameters answer() {
            return ExtensionParameters.of(NAME);
        }

        @Override
        public Extension open(Loop loop) {
            return new RunLength();
        }
    }
}
