package io.longwire.ws.conformance.peers;

import io.longwire.ws.conformance.Tls;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The client of {@code java.net.http}. It has no extensions. */
final class JdkPeer implements Peer {
    private final HttpClient http =
            HttpClient.newBuilder().sslContext(Tls.trusting()).build();
    private final Reports reports = new Reports();

    @Override
    public Set<Skill> skills() {
        return EnumSet.of(Skill.CLIENT, Skill.PING, Skill.FRAGMENTS, Skill.CUT, Skill.STATUS);
    }

    @Override
    public Set<Deflate> deflates() {
        return EnumSet.of(Deflate.OFF);
    }

    @Override
    public URI address(Way way, String number) {
        throw new UnsupportedOperationException("the JDK has no WebSocket server");
    }

    @Override
    public void connect(String number, URI uri, Deflate deflate, List<String> subprotocols) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (!subprotocols.isEmpty()) {
            builder.subprotocols(
                    subprotocols.get(0), subprotocols.stream().skip(1).toArray(String[]::new));
        }
        builder.buildAsync(uri, new Obedient(number)).exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            reports.add(
                    "refused",
                    number,
                    cause instanceof WebSocketHandshakeException refused
                            ? Integer.toString(refused.getResponse().statusCode())
                            : cause.toString());
            return null;
        });
    }

    @Override
    public String saw(String kind, String number) {
        return reports.await(kind, number);
    }

    @Override
    public void close() {
        // The client ends with its last connection.
    }

    /** Messages whole, however the client cuts them. */
    private final class Obedient implements WebSocket.Listener {
        private final String number;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

        /** It takes one send at a time. */
        private CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(null);

        Obedient(String number) {
            this.number = number;
        }

        @Override
        public void onOpen(WebSocket socket) {
            String subprotocol = socket.getSubprotocol();
            reports.add("agreed", number, (subprotocol.isEmpty() ? "-" : subprotocol) + " off");
            socket.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                if (whole.startsWith("!")) {
                    obey(socket, whole.split(" ", 3));
                } else {
                    sent = sent.thenCompose(before -> socket.sendText(whole, true));
                }
            }
            socket.request(1);
            return null;
        }

        private void obey(WebSocket socket, String[] words) {
            switch (words[0]) {
                case "!close" -> sent = sent.thenCompose(s -> socket.sendClose(Integer.parseInt(words[1]), words[2]));
                case "!cut" -> socket.abort();
                case "!ping" -> sent = sent.thenCompose(s -> socket.sendPing(StandardCharsets.UTF_8.encode(words[1])));
                case "!fragments" -> {
                    String[] parts = words[1].split("\\|", -1);
                    for (int i = 0; i < parts.length; i++) {
                        String part = parts[i];
                        boolean last = i == parts.length - 1;
                        sent = sent.thenCompose(s -> socket.sendText(part, last));
                        if (i == 0) {
                            sent = sent.thenCompose(s -> socket.sendPing(StandardCharsets.UTF_8.encode("between")));
                        }
                    }
                }
                default -> throw new IllegalArgumentException(words[0]);
            }
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (last) {
                ByteBuffer whole = ByteBuffer.wrap(binary.toByteArray());
                binary.reset();
                sent = sent.thenCompose(before -> socket.sendBinary(whole, true));
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
            String words = "pong " + StandardCharsets.UTF_8.decode(payload);
            if (!words.equals("pong between")) {
                sent = sent.thenCompose(before -> socket.sendText(words, true));
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            reports.add("ended", number, code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            reports.add("ended", number, error.toString());
        }
    }
}
