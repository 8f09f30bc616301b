package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Request.valid;
import static io.longwire.ws.conformance.rows.Request.with;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.Dispatch;
import io.longwire.ws.EndpointProvider;
import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.StartFailed;
import io.longwire.ws.WebSocketServer;
import io.longwire.ws.codec.RunLengthProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Section D: subprotocols (RFC 6455, 1.9) and extensions (RFC 6455, 9; RFC 7692, 7). */
final class RowsOfNegotiation {
    private static final String PROTOCOL = "Sec-WebSocket-Protocol: ";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions: ";
    private static final String DEFLATE = "permessage-deflate";

    private RowsOfNegotiation() {}

    static void declare(Rows rows) {
        subprotocols(rows);
        declined(rows);
        windows(rows);
        lists(rows);
        rows.row(92, "two extensions that claim one reserved bit").when(RowsOfNegotiation::oneBitTwice, new Opens());
    }

    private static void subprotocols(Rows rows) {
        rows.row(78, "subprotocols none of which is known")
                .server((builder, handler) -> builder.endpoint(new Speaking(handler, List.of("chat"), false)))
                .gets(new Opens(), speaking("a, b"), valid().target("/speaking"))
                .gets(new Opens().with("sec-websocket-protocol", "chat"), speaking("a, chat"));
        rows.row(78, "subprotocols none of which is known, to an endpoint that needs one")
                .server((builder, handler) -> builder.endpoint(new Speaking(handler, List.of("chat"), true)))
                .gets(Refusal.of(400), speaking("a, b"), valid().target("/speaking"))
                .gets(new Opens().with("sec-websocket-protocol", "chat"), speaking("chat"));
        Row malformed = rows.row(79, "subprotocols that are no tokens, double, empty, 500")
                .gets(Refusal.of(400), with(PROTOCOL + "a", PROTOCOL + "a"), with(PROTOCOL + names(500)))
                .gets(new Opens(), with(PROTOCOL + names(64)));
        for (String value : List.of("", "a,a", "a,,b", ",a", "a,", "a b", "a/b", "a@", "\"a\"", "a;b")) {
            malformed.gets(Refusal.of(400), with(PROTOCOL + value));
        }
        rows.row(80, "the server's code selects what was not offered")
                .server((builder, handler) -> builder.endpoint(new Speaking(handler, List.of("chat"), false) {
                    @Override
                    public Optional<String> subprotocol(List<String> offered) {
                        return Optional.of("other");
                    }
                }))
                .gets(Refusal.of(500).loud(Noise.FAULT), speaking("chat"));
    }

    private static void declined(Rows rows) {
        declines(
                rows.row(81, "permessage-deflate with an unknown parameter"),
                "x",
                "x=1",
                "server_no_context_takeover; x",
                "Server_No_Context_Takeover");
        declines(
                rows.row(82, "the same parameter twice in one offer"),
                "server_no_context_takeover; server_no_context_takeover",
                "client_max_window_bits; client_max_window_bits",
                "server_max_window_bits=10; server_max_window_bits=10");
        declines(
                        rows.row(83, "server_max_window_bits out of range or malformed"),
                        "server_max_window_bits=7",
                        "server_max_window_bits=16",
                        "server_max_window_bits=0",
                        "server_max_window_bits=-1",
                        "server_max_window_bits=015",
                        "server_max_window_bits=8.0",
                        "server_max_window_bits=99999999999",
                        "server_max_window_bits=",
                        "server_max_window_bits")
                .gets(
                        agreed("; server_max_window_bits=15"),
                        offer("server_max_window_bits=\"15\""),
                        offer("server_max_window_bits=15"));
        declines(
                rows.row(87, "parameters with a value that may have none"),
                "server_no_context_takeover=1",
                "client_no_context_takeover=1",
                "client_no_context_takeover=\"\"",
                "server_no_context_takeover=true");
    }

    private static void windows(Rows rows) {
        Row server = rows.row(84, "server_max_window_bits from 8 to 14");
        Row client = rows.row(86, "client_max_window_bits from 8 to 15");
        for (int bits = 8; bits < 15; bits++) {
            server.gets(agreed("; server_max_window_bits=" + bits), offer("server_max_window_bits=" + bits));
            client.gets(agreed("; client_max_window_bits=" + bits), offer("client_max_window_bits=" + bits));
        }
        client.gets(agreed(""), offer("client_max_window_bits=15"));
        rows.row(85, "client_max_window_bits without a value, or absent")
                .gets(agreed(""), with(EXTENSIONS + DEFLATE), offer("client_max_window_bits"));
        rows.row(85, "client_max_window_bits where the server wants a small one")
                .set("ws.extensions.permessage-deflate.client-max-window-bits", 10)
                .gets(agreed(""), with(EXTENSIONS + DEFLATE))
                .gets(agreed("; client_max_window_bits=10"), offer("client_max_window_bits"));
    }

    private static void lists(Rows rows) {
        Row malformed = rows.row(88, "malformed header");
        for (String value : List.of(
                "a; b=\"c", "a;;b", ";b", "a;", "a; =1", "a b", "a,,b", "a; b=\"c\"d", "a=b", "a; b=\"\\", "")) {
            malformed.gets(Refusal.of(400), with(EXTENSIONS + value));
        }
        rows.row(89, "offers of which the second is fine, in one line and in two")
                .gets(
                        agreed(""),
                        with(EXTENSIONS + DEFLATE + "; x, " + DEFLATE),
                        with(EXTENSIONS + DEFLATE + "; x", EXTENSIONS + DEFLATE),
                        with(EXTENSIONS + "foo; bar=1, " + DEFLATE))
                .gets(
                        agreed("; server_no_context_takeover"),
                        with(EXTENSIONS + DEFLATE + "; server_no_context_takeover, " + DEFLATE));
        rows.row(90, "extensions that are not ours")
                .gets(
                        new Opens(),
                        with(EXTENSIONS + "x-webkit-deflate-frame, permessage-bzip2"),
                        with(EXTENSIONS + "n".repeat(4096)));
        rows.row(91, "17 offers, or 17 parameters in one")
                .gets(
                        new Opens(),
                        with(EXTENSIONS + (DEFLATE + ", ").repeat(16) + DEFLATE),
                        with(EXTENSIONS + DEFLATE + "; x=1".repeat(17)))
                .gets(agreed(""), with(EXTENSIONS + (DEFLATE + "; x, ").repeat(15) + DEFLATE));
    }

    /** Each of these offers is passed over: alone nothing is agreed, before a plain one that is taken. */
    private static Row declines(Row row, String... parameters) {
        for (String parameter : parameters) {
            row.gets(new Opens(), offer(parameter));
            row.gets(agreed(""), with(EXTENSIONS + DEFLATE + "; " + parameter + ", " + DEFLATE));
        }
        return row;
    }

    private static Request offer(String parameters) {
        return with(EXTENSIONS + DEFLATE + "; " + parameters);
    }

    private static Opens agreed(String parameters) {
        return new Opens().with("sec-websocket-extensions", DEFLATE + parameters);
    }

    private static Request speaking(String offered) {
        return with(PROTOCOL + offered).target("/speaking");
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
    }

    private static void oneBitTwice(Play play) throws Exception {
        try (WebSocketServer server = WebSocketServer.builder()
                .port(0)
                .extension(new RunLengthProvider())
                .start()) {
            throw new AssertionError("it started on port " + server.port());
        } catch (StartFailed expected) {
            if (!expected.getMessage().contains(DEFLATE)
                    || !expected.getMessage().contains(RunLengthProvider.NAME)) {
                throw new AssertionError("the sentence does not name both: " + expected.getMessage());
            }
        }
        play.say(valid());
    }

    /** An endpoint with subprotocols. */
    private static class Speaking implements EndpointProvider {
        private final Supplier<Told> handler;
        private final List<String> subprotocols;
        private final boolean required;

        Speaking(Supplier<Told> handler, List<String> subprotocols, boolean required) {
            this.handler = handler;
            this.subprotocols = subprotocols;
            this.required = required;
        }

        @Override
        public String path() {
            return "/speaking";
        }

        @Override
        public Dispatch dispatch() {
            return Dispatch.EVENT_LOOP;
        }

        @Override
        public List<String> subprotocols() {
            return subprotocols;
        }

        @Override
        public ConnectionHandler open(Handshake handshake) throws HandshakeRejected {
            if (required && handshake.subprotocol().isEmpty()) {
                throw new HandshakeRejected(400, "this endpoint needs the subprotocol chat");
            }
            return handler.get();
        }
    }
}
