package org.example.delta;

import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Settings;
import java.util.List;
import java.util.Optional;

/** Negotiates {@code x-delta}. Its one parameter is {@code window}, the bytes that are remembered of a message. */
public final class DeltaProvider implements ExtensionProvider {
    /** RSV2; permessage-deflate has RSV1. */
    static final int RSV2 = 2;

    private static final String NAME = "x-delta";
    private static final String WINDOW = "window";
    private static final int SMALLEST = 64;
    private static final int LARGEST = 64 << 10;

    /** What {@link java.util.ServiceLoader} calls. */
    public DeltaProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rsvBits() {
        return RSV2;
    }

    @Override
    public List<ExtensionParameters> offer(Settings settings) {
        return List.of(write(window(settings)));
    }

    /** The first offer that makes sense; the smaller window is agreed on. */
    @Override
    public Optional<Agreement> accept(List<ExtensionParameters> offers, Settings settings) {
        int ours = window(settings);
        return offers.stream()
                .map(DeltaProvider::read)
                .flatMap(Optional::stream)
                .findFirst()
                .map(theirs -> new Agreed(Math.min(ours, theirs)));
    }

    /** A server may answer with a smaller window than was offered. */
    @Override
    public Optional<Agreement> confirm(ExtensionParameters answer, Settings settings) {
        int offered = window(settings);
        return read(answer).filter(agreed -> agreed <= offered).map(Agreed::new);
    }

    private static int window(Settings settings) {
        return (int) settings.bytes(WINDOW, SMALLEST, LARGEST);
    }

    private static ExtensionParameters write(int window) {
        return ExtensionParameters.of(NAME).with(WINDOW, Integer.toString(window));
    }

    /** The window; empty when it is missing or out of range, stands twice, or something else stands beside it. */
    private static Optional<Integer> read(ExtensionParameters parameters) {
        return Optional.of(parameters)
                .filter(all -> all.parameters().size() == 1)
                .flatMap(all -> all.value(WINDOW))
                .filter(digits -> digits.matches("[1-9][0-9]{1,4}"))
                .map(Integer::valueOf)
                .filter(window -> window >= SMALLEST && window <= LARGEST);
    }

    private record Agreed(int window) implements Agreement {
        @Override
        public ExtensionParameters answer() {
            return write(window);
        }

        @Override
        public Extension open(Loop loop) {
            return new DeltaExtension(window);
        }
    }
}
