package io.longwire.ws.codec.deflate;

import io.longwire.ws.spi.ExtensionParameters;
import io.longwire.ws.spi.ExtensionParameters.Parameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one offer or answer (RFC 7692, 7.1).
 *
 * @param serverBits {@code server_max_window_bits}, 0 when absent
 * @param clientBits {@code client_max_window_bits}, 0 when absent, {@link #NO_VALUE} when it has no value
 */
record Parameters(boolean serverNoTakeover, boolean clientNoTakeover, int serverBits, int clientBits) {
    static final int NO_VALUE = -1;

    private static final String SERVER_NO_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final String CLIENT_BITS = "client_max_window_bits";

    /**
     * Reads an offer or an answer; empty in the cases for which RFC 7692, 7 says to decline: an unknown parameter, one that stands
     * twice, or an invalid value.
     */
    static Optional<Parameters> read(ExtensionParameters text) {
        boolean serverNoTakeover = false;
        boolean clientNoTakeover = false;
        int serverBits = 0;
        int clientBits = 0;
        for (Parameter parameter : text.parameters()) {
            String value = parameter.value();
            boolean fine;
            switch (parameter.name()) {
                case SERVER_NO_TAKEOVER -> {
                    fine = !serverNoTakeover && value == null;
                    serverNoTakeover = true;
                }
                case CLIENT_NO_TAKEOVER -> {
                    fine = !clientNoTakeover && value == null;
                    clientNoTakeover = true;
                }
                case SERVER_BITS -> {
                    fine = serverBits == 0;
                    serverBits = bits(value);
                    fine &= serverBits > 0;
                }
                case CLIENT_BITS -> {
                    fine = clientBits == 0;
                    clientBits = value == null ? NO_VALUE : bits(value);
                    fine &= clientBits != 0;
                }
                default -> fine = false;
            }
            if (!fine) {
                return Optional.empty();
            }
        }
        return Optional.of(new Parameters(serverNoTakeover, clientNoTakeover, serverBits, clientBits));
    }

    /** What a client offers. It can always keep a smaller window, and says so. */
    static Parameters offer(DeflateSettings ours) {
        return new Parameters(
                ours.serverNoTakeover(),
                ours.clientNoTakeover() || ours.history() == 0,
                ours.serverWindowBits() < 15 ? ours.serverWindowBits() : 0,
                ours.clientWindowBits() < 15 ? ours.clientWindowBits() : NO_VALUE);
    }

    /** What a server answers to this offer. */
    Parameters answer(DeflateSettings ours) {
        int server = serverBits == 0 ? 15 : serverBits;
        int client = clientBits > 0 ? clientBits : 15;
        int agreedServer = Math.min(server, ours.serverWindowBits());
        int agreedClient = Math.min(client, ours.clientWindowBits());
        return new Parameters(
                serverNoTakeover || ours.serverNoTakeover() || ours.history() == 0,
                clientNoTakeover || ours.clientNoTakeover(),
                // 7.1.2.1: "A server accepts an extension negotiation offer with this parameter by including the
                // "server_max_window_bits" extension parameter in the response".
                serverBits != 0 || agreedServer < 15 ? agreedServer : 0,
                // 7.1.2.2: "If a received extension negotiation offer doesn't have the "client_max_window_bits"
                // extension
                // parameter, the corresponding extension negotiation response ... MUST NOT include" it.
                clientBits != 0 && agreedClient < 15 ? agreedClient : 0);
    }

    /** Whether this is an answer that a client may go on with. */
    boolean answers(Parameters offer) {
        boolean takeover = serverNoTakeover || !offer.serverNoTakeover;
        boolean server = offer.serverBits == 0 || (serverBits > 0 && serverBits <= offer.serverBits);
        boolean solicited = clientBits == 0 || offer.clientBits != 0;
        boolean client = clientBits != NO_VALUE && (offer.clientBits <= 0 || clientBits <= offer.clientBits);
        return takeover && server && solicited && client;
    }

    ExtensionParameters write() {
        ExtensionParameters text = ExtensionParameters.of(DeflateProvider.NAME);
        text = serverNoTakeover ? text.with(SERVER_NO_TAKEOVER) : text;
        text = clientNoTakeover ? text.with(CLIENT_NO_TAKEOVER) : text;
        text = serverBits > 0 ? text.with(SERVER_BITS, Integer.toString(serverBits)) : text;
        if (clientBits == NO_VALUE) {
            return text.with(CLIENT_BITS);
        }
        return clientBits > 0 ? text.with(CLIENT_BITS, Integer.toString(clientBits)) : text;
    }

    /** 7.1.2: "a decimal integer value without leading zeroes between 8 to 15, inclusive"; 0 for anything else. */
    private static int bits(@Nullable String value) {
        if (value == null) {
            return 0;
        }
        return switch (value) {
            case "8" -> 8;
            case "9" -> 9;
            case "10" -> 10;
            case "11" -> 11;
            case "12" -> 12;
            case "13" -> 13;
            case "14" -> 14;
            case "15" -> 15;
            default -> 0;
        };
    }
}
