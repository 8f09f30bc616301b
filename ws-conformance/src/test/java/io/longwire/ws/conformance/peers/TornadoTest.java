package io.longwire.ws.conformance.peers;

import io.longwire.ws.conformance.peers.Peer.Skill;
import java.util.EnumSet;

/** Python's Tornado. It sends no fragments, and has no say in the parameters of compression. */
class TornadoTest extends PeerTable {
    @Override
    Peer start() throws Exception {
        return Python.peer(
                "tornado",
                EnumSet.complementOf(EnumSet.of(Skill.FRAGMENTS)),
                EnumSet.complementOf(EnumSet.of(Deflate.NO_TAKEOVER, Deflate.SMALL_WINDOWS)));
    }
}
