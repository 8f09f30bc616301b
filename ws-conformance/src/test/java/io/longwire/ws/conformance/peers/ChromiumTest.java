package io.longwire.ws.conformance.peers;

/** A page's scripts in Chromium, which our client drives. */
class ChromiumTest extends PeerTable {
    @Override
    Peer start() throws Exception {
        return new ChromiumPeer();
    }
}
