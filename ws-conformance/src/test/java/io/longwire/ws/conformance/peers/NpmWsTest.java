package io.longwire.ws.conformance.peers;

import io.longwire.ws.conformance.Installed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

/** npm's ws. */
class NpmWsTest extends PeerTable {
    private static final Path FOLDER = Path.of("src", "test", "npm");

    @Override
    Peer start() throws Exception {
        Path node = Installed.onPath("node", "nodejs").stream().findFirst().orElse(null);
        Installed.require(node != null, "no node on the PATH");
        Installed.require(
                Files.isDirectory(FOLDER.resolve("node_modules").resolve("ws")),
                "npm's ws is not installed; run: npm ci --prefix ws-conformance/" + FOLDER);
        return new ScriptPeer(EnumSet.allOf(Peer.Skill.class), EnumSet.allOf(Deflate.class), node, FOLDER, "peer.js");
    }
}
