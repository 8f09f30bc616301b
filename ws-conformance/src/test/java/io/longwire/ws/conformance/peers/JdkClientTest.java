package io.longwire.ws.conformance.peers;

/** The JDK's own client. */
class JdkClientTest extends PeerTable {
    @Override
    Peer start() {
        return new JdkPeer();
    }
}
