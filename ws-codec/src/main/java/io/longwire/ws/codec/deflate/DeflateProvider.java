package io.longwire.ws.codec.deflate;

import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * {@code permessage-deflate} (RFC 7692) on the JDK's zlib, every parameter in both roles.
 *
 * <p>No connection owns native memory between its messages unless {@code history = full}: a pooled stream is brought to the
 * connection's state by a preset dictionary, which on the wire is context takeover as in the RFC. The window of the JDK's deflater
 * is always 32 KiB; a smaller one is kept by a full flush after as many bytes.
 */
public final class DeflateProvider implements ExtensionProvider {
    /** The registered name. */
    static final String NAME = "permessage-deflate";
    /** RSV1. RFC 7692, 6: "This document allocates the RSV1 bit of the WebSocket header for PMCEs". */
    static final int RSV1 = 4;

    private final Streams streams;
    private final Budget budget = new Budget();
    private final Map<Loop, Pool> pools = new WeakHashMap<>();

    /** For {@link java.util.ServiceLoader}. */
    public DeflateProvider() {
        this(Streams.ZLIB);
    }

    DeflateProvider(Streams streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rsvBits() {
        return RSV1;
    }

    @Override
    public List<ExtensionParameters> offer(Settings settings) {
        return List.of(Parameters.offer(DeflateSettings.read(settings)).write());
    }

    @Override
    public Optional<Agreement> accept(List<ExtensionParameters> offers, Settings settings) {
        DeflateSettings ours = DeflateSettings.read(settings);
        for (ExtensionParameters offer : offers) {
            Optional<Parameters> answer = Parameters.read(offer).map(wanted -> wanted.answer(ours));
            if (answer.isPresent()) {
                return answer.map(agreed -> new Agreed(agreed, Terms.ofServer(agreed, ours)));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Agreement> confirm(ExtensionParameters answer, Settings settings) {
        DeflateSettings ours = DeflateSettings.read(settings);
        return Parameters.read(answer)
                .filter(agreed -> agreed.answers(Parameters.offer(ours)))
                .map(agreed -> new Agreed(agreed, Terms.ofClient(agreed, ours)));
    }

    /** Connections are opened on several loops at once; what they get from here stays on theirs. */
    private Pool pool(Loop loop) {
        synchronized (pools) {
            return pools.computeIfAbsent(loop, any -> new Pool(streams, budget));
        }
    }

    private final class Agreed implements Agreement {
        private final ExtensionParameters answer;
        private final Terms terms;

        Agreed(Parameters answer, Terms terms) {
            this.answer = answer.write();
            this.terms = terms;
        }

        @Override
        public ExtensionParameters answer() {
            return answer;
        }

        @Override
        public Extension open(Loop loop) {
            return new DeflateExtension(pool(loop), terms);
        }
    }
}
