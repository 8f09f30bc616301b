package io.longwire.ws.conformance.peers;

import io.longwire.ws.Dispatch;
import io.longwire.ws.conformance.Tls;
import io.longwire.ws.conformance.peers.Peer.Skill;
import java.util.Locale;
import java.util.stream.Stream;

/** One way of meeting a peer. */
record Way(Side ours, String transport, Deflate deflate) {
    enum Side {
        SERVER(Skill.CLIENT),
        CLIENT(Skill.SERVER);

        private final Skill peers;

        Side(Skill peers) {
            this.peers = peers;
        }
    }

    /** All that a peer can go. */
    static Stream<Way> of(Peer peer) {
        return Stream.of(Side.values())
                .filter(side -> peer.skills().contains(side.peers))
                .flatMap(side -> Stream.of("nio", "netty", "nio+tls", "netty+tls")
                        .flatMap(transport ->
                                peer.deflates().stream().map(deflate -> new Way(side, transport, deflate))))
                .filter(Way::isNews);
    }

    /** TLS does not look at what it carries: the parameters of compression are tried without it. */
    private boolean isNews() {
        return !Tls.isIn(transport) || deflate == Deflate.ON || deflate == Deflate.OFF;
    }

    /** Both, spread over the ways. */
    Dispatch dispatch() {
        return (transport.startsWith("nio") == (deflate.ordinal() % 2 == 0)) ? Dispatch.EVENT_LOOP : Dispatch.WORKER;
    }

    @Override
    public String toString() {
        return "our " + ours.name().toLowerCase(Locale.ROOT) + " on " + transport + ", deflate " + deflate;
    }
}
