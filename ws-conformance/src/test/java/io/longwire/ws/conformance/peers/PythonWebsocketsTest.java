package io.longwire.ws.conformance.peers;

import io.longwire.ws.conformance.peers.Peer.Skill;
import java.util.EnumSet;

/** Python's websockets. Its Close frames have a code always. */
class PythonWebsocketsTest extends PeerTable {
    @Override
    Peer start() throws Exception {
        return Python.peer(
                "websockets", EnumSet.complementOf(EnumSet.of(Skill.EMPTY_CLOSE)), EnumSet.allOf(Deflate.class));
    }
}
