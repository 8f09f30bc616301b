package io.longwire.ws.codec.handshake;

import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Negotiates the extensions that are installed (RFC 6455, 9), on either side. */
public final class Negotiation {
    private static final int OFFERS_MAX = 16;
    private static final int PARAMETERS_MAX = 16;

    private final Map<String, Configured> providers = new LinkedHashMap<>();
    private final List<ExtensionParameters> offers;

    /**
     * An extension that is on.
     *
     * @param provider the extension
     * @param settings its subtree of the configuration
     */
    public record Configured(ExtensionProvider provider, Settings settings) {}

    /**
     * Reads every extension's settings, on a server too, so that a bad one stops the start and not the first handshake.
     *
     * @param providers the extensions, the preferred one first
     * @throws StartFailed when two have one name, or claim one reserved bit
     */
    public Negotiation(List<Configured> providers) {
        for (Configured one : providers) {
            ExtensionProvider provider = one.provider();
            for (Configured other : this.providers.values()) {
                if (other.provider().name().equals(provider.name())) {
                    throw new StartFailed("two extensions are named " + provider.name() + ": "
                            + other.provider().getClass().getName() + " and "
                            + provider.getClass().getName() + "; take one off the class path");
                }
                if ((other.provider().rsvBits() & provider.rsvBits()) != 0) {
                    throw new StartFailed("the extensions " + other.provider().name() + " and " + provider.name()
                            + " claim the same reserved bit; turn one off with ws.extensions.<name>.enabled = false");
                }
            }
            this.providers.put(provider.name(), one);
        }
        List<ExtensionParameters> all = new ArrayList<>();
        for (Configured one : providers) {
            all.addAll(one.provider().offer(one.settings()));
        }
        this.offers = List.copyOf(all);
    }

    /**
     * What a server agrees to, in the order in which the client first named the extensions. More than 16 offers, or an offer with
     * more than 16 parameters, are as if they had not been made.
     */
    public List<Agreement> accept(List<ExtensionParameters> offers) {
        if (offers.size() > OFFERS_MAX) {
            return List.of();
        }
        Map<String, List<ExtensionParameters>> byName = new LinkedHashMap<>();
        for (ExtensionParameters offer : offers) {
            if (providers.containsKey(offer.name()) && offer.parameters().size() <= PARAMETERS_MAX) {
                byName.computeIfAbsent(offer.name(), name -> new ArrayList<>()).add(offer);
            }
        }
        List<Agreement> agreements = new ArrayList<>();
        for (Map.Entry<String, List<ExtensionParameters>> named : byName.entrySet()) {
            Configured configured = providers.get(named.getKey());
            if (configured != null) {
                configured
                        .provider()
                        .accept(List.copyOf(named.getValue()), configured.settings())
                        .ifPresent(agreements::add);
            }
        }
        return List.copyOf(agreements);
    }

    /** What a client offers. */
    public List<ExtensionParameters> offer() {
        return offers;
    }

    /**
     * What a client makes of the server's answer.
     *
     * @throws HandshakeFailed when it holds what was not offered, or one extension twice
     */
    public List<Agreement> confirm(List<ExtensionParameters> answers) throws HandshakeFailed {
        List<Agreement> agreements = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ExtensionParameters answer : answers) {
            Configured configured = providers.get(answer.name());
            // RFC 6455, 4.1: "if ... the header field indicates the use of an extension that was not present in the
            // client's handshake ..., the client MUST Fail the WebSocket Connection."
            if (configured == null || names.contains(answer.name())) {
                throw failed("the server names an extension that was not offered, or one twice");
            }
            names.add(answer.name());
            Optional<Agreement> agreement = configured.provider().confirm(answer, configured.settings());
            agreements.add(
                    agreement.orElseThrow(() -> failed("the server's answer to an extension is not what was offered")));
        }
        return List.copyOf(agreements);
    }

    /** The reserved bits that agreed extensions own: the sum of 4 for RSV1, 2 for RSV2 and 1 for RSV3. */
    public int rsvBits(List<Agreement> agreements) {
        int bits = 0;
        for (Agreement agreement : agreements) {
            Configured configured = providers.get(agreement.answer().name());
            bits |= configured == null ? 0 : configured.provider().rsvBits();
        }
        return bits;
    }

    private static HandshakeFailed failed(String sentence) {
        return new HandshakeFailed(sentence, 101, Map.of(), null);
    }
}
