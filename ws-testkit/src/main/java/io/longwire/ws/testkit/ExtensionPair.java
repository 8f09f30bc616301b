package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.MessageKind;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.ExtensionProvider;
import java.util.List;
import java.util.SplittableRandom;

/** Both sides of a connection that agreed on an extension. */
final class ExtensionPair implements AutoCloseable {
    private final ManualLoop loop = new ManualLoop();
    private final int owned;
    final Agreement serverTerms;
    final Agreement clientTerms;
    final ExtensionEnd client;
    final ExtensionEnd server;

    ExtensionPair(ExtensionUnderTest test) {
        this(test, test.provider());
    }

    /** Servers and clients have one provider for all of their connections. */
    ExtensionPair(ExtensionUnderTest test, ExtensionProvider provider) {
        owned = provider.rsvBits();
        var offers = provider.offer(test.settings());
        assertThat(offers).as("the settings under test let a client offer").isNotEmpty();
        serverTerms = provider.accept(offers, test.settings()).orElseThrow();
        clientTerms = provider.confirm(serverTerms.answer(), test.settings()).orElseThrow();
        server = open(serverTerms);
        client = open(clientTerms);
    }

    /** One more extension on the same terms. */
    ExtensionEnd open(Agreement terms) {
        return new ExtensionEnd(terms.open(loop), owned);
    }

    /** Sends a message from one side to the other, and sees that it is the same there. */
    void send(boolean toServer, MessageKind kind, byte[] message, List<Integer> cuts, SplittableRandom random) {
        ExtensionEnd from = toServer ? client : server;
        ExtensionEnd to = toServer ? server : client;
        arrives(to, from.encode(kind, message, cuts), message, random);
    }

    /** Decodes a message, cut anywhere, and sees that it is what was sent. */
    static void arrives(ExtensionEnd to, ExtensionEnd.Encoded sent, byte[] message, SplittableRandom random) {
        List<Integer> cuts = random.nextBoolean()
                ? ExtensionEnd.whole(sent.payload.length)
                : ExtensionEnd.cut(sent.payload.length, random.nextInt(1, 8), random);
        byte[] got = to.decode(sent, cuts, new ExtensionEnd.Collector(message.length));
        assertThat(got.length == message.length && java.util.Arrays.equals(got, message))
                .as(
                        "%s of %s bytes, reserved bits %s, encoded to %s bytes and cut at %s, arrives as it was",
                        sent.kind, message.length, sent.rsv, sent.payload.length, cuts)
                .isTrue();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
