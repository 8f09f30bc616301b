package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.Remote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The negotiation of extensions (RFC 6455, 9.1; RFC 7692, 5 and 7.1): nothing that was not offered, nothing that is wrong. */
final class NegotiationCases {
    private static final String DEFLATE = "permessage-deflate";
    private static final String PARAMETERS = "RFC 7692, 7.1";

    private final List<Case> cases = new ArrayList<>();

    private NegotiationCases() {}

    static List<Case> all() {
        NegotiationCases all = new NegotiationCases();
        all.unknown();
        all.declined();
        all.agreed();
        return all.cases;
    }

    private void unknown() {
        String section = "RFC 6455, 9.1";
        declines(section, "x-unknown.example");
        declines(section, "x-unknown.example; a=1; b=\"2\"; c");
        declines(section, "x-unknown-1.example, x-unknown-2.example; a");
        declines(section, DEFLATE + "-x");
    }

    private void declined() {
        for (String parameters : List.of(
                "x",
                "x=1",
                "server_no_context_takeover; x",
                "server_no_context_takeover=1",
                "client_no_context_takeover=1",
                "server_no_context_takeover; server_no_context_takeover",
                "server_max_window_bits=10; server_max_window_bits=10",
                "client_max_window_bits; client_max_window_bits",
                "server_max_window_bits",
                "server_max_window_bits=7",
                "server_max_window_bits=16",
                "server_max_window_bits=0",
                "server_max_window_bits=015",
                "server_max_window_bits=-8",
                "server_max_window_bits=ten",
                "client_max_window_bits=7",
                "client_max_window_bits=16",
                "client_max_window_bits=08")) {
            declines(PARAMETERS, DEFLATE + "; " + parameters);
        }
    }

    private void agreed() {
        for (String offer : List.of(
                DEFLATE,
                DEFLATE + "; server_no_context_takeover",
                DEFLATE + "; client_no_context_takeover",
                DEFLATE + "; server_max_window_bits=10",
                DEFLATE + "; server_max_window_bits=\"10\"",
                DEFLATE + "; client_max_window_bits",
                DEFLATE + "; client_max_window_bits=10",
                DEFLATE + "; server_no_context_takeover; client_no_context_takeover; client_max_window_bits",
                "x-unknown.example, " + DEFLATE,
                DEFLATE + "; x, " + DEFLATE,
                DEFLATE + "; server_max_window_bits=9, " + DEFLATE)) {
            cases.add(new Case("negotiation: " + offer, PARAMETERS, "101 with what was offered, or without", server -> {
                Response response = answer(server, offer);
                if (offer.contains("; x,") && isRefusal(response)) {
                    return Finding.holds(response.seen() + " (refused as a whole)");
                }
                String value = response.values("sec-websocket-extensions");
                boolean fits =
                        value.isEmpty() || Arrays.stream(offer.split(",")).anyMatch(one -> fits(one, value));
                return Finding.of(response.status() == 101 && fits, seen(response));
            }));
        }
    }

    private void declines(String section, String offer) {
        cases.add(new Case("negotiation: " + offer, section, "101 without it", server -> {
            Response response = answer(server, offer);
            if (isRefusal(response)) {
                return Finding.holds(response.seen() + " (refused as a whole)");
            }
            boolean without = response.values("sec-websocket-extensions").isEmpty();
            return Finding.of(response.status() == 101 && without, seen(response));
        }));
    }

    private static boolean isRefusal(Response response) {
        return response.status() >= 400 && response.status() < 500;
    }

    private static Response answer(Remote server, String offer) throws IOException {
        Request request = Request.valid(server).with("Sec-WebSocket-Extensions: " + offer);
        return OpeningCases.answer(server, request.bytes(), false);
    }

    private static String seen(Response response) {
        String value = response.values("sec-websocket-extensions");
        return response.seen() + (value.isEmpty() ? "" : " with " + value);
    }

    /** Whether this response may be given to that offer. */
    private static boolean fits(String offer, String response) {
        List<String> offered = names(offer);
        List<String> given = names(response);
        if (!given.get(0).equals(DEFLATE) || !offered.get(0).equals(DEFLATE)) {
            return false;
        }
        if (offered.contains("x") || given.stream().distinct().count() < given.size()) {
            return false;
        }
        // What the server promises has to be said when it was asked for (7.1.1.1, 7.1.2.1).
        boolean promised =
                !offered.contains("server_no_context_takeover") || given.contains("server_no_context_takeover");
        boolean limited = !offered.contains("server_max_window_bits")
                || bits(response, "server_max_window_bits", 16) <= bits(offer, "server_max_window_bits", 15);
        // "If a received extension negotiation offer doesn't have the "client_max_window_bits" ..., the corresponding
        // extension
        // negotiation response to the offer MUST NOT include" it (7.1.2.2).
        boolean asked = !given.contains("client_max_window_bits")
                || offered.contains("client_max_window_bits")
                        && bits(response, "client_max_window_bits", 16) <= bits(offer, "client_max_window_bits", 15);
        return promised && limited && asked;
    }

    private static List<String> names(String extension) {
        return Arrays.stream(extension.split(";"))
                .map(each -> each.split("=", 2)[0].strip())
                .collect(Collectors.toList());
    }

    private static int bits(String extension, String parameter, int otherwise) {
        return Arrays.stream(extension.split(";"))
                .map(each -> each.strip().replace("\"", "").split("=", 2))
                .filter(each -> each[0].equals(parameter) && each.length == 2 && each[1].matches("[0-9]{1,2}"))
                .mapToInt(each -> Integer.parseInt(each[1]))
                .findFirst()
                .orElse(otherwise);
    }
}
