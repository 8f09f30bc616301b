package io.longwire.ws.conformance.peers;

import io.longwire.ws.conformance.Tls;
import io.longwire.ws.conformance.browser.Chromium;
import io.longwire.ws.conformance.browser.DevTools;
import io.longwire.ws.conformance.browser.Tab;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A page's WebSocket. It offers permessage-deflate always, and fragments and pings are none of a script's business. */
final class ChromiumPeer implements Peer {
    private final Chromium chromium;
    private final DevTools devTools;
    private final Tab tab;

    ChromiumPeer() throws Exception {
        chromium = Chromium.start("--ignore-certificate-errors-spki-list=" + keyOfOurServers());
        devTools = new DevTools(chromium.devTools(), "nio");
        tab = devTools.open();
        tab.js(Files.readString(Path.of("src", "test", "browser", "peer.js")));
    }

    /** A browser takes no authority from its command line, but the hash of a key. */
    private static String keyOfOurServers() throws NoSuchAlgorithmException {
        byte[] key = Tls.SERVER.chain().get(0).getPublicKey().getEncoded();
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }

    @Override
    public Set<Skill> skills() {
        return EnumSet.of(Skill.CLIENT, Skill.EMPTY_CLOSE);
    }

    @Override
    public Set<Deflate> deflates() {
        return EnumSet.of(Deflate.ON, Deflate.REFUSED, Deflate.FULL_HISTORY);
    }

    @Override
    public URI address(Way way, String number) {
        throw new UnsupportedOperationException("a page does not listen");
    }

    @Override
    public void connect(String number, URI uri, Deflate deflate, List<String> subprotocols) {
        String offered = subprotocols.stream().map(Tab::quoted).collect(Collectors.joining(",", "[", "]"));
        tab.js("connect(" + number + "," + Tab.quoted(uri.toString()) + "," + offered + ")");
    }

    @Override
    public String saw(String kind, String number) {
        return tab.js("seen(" + Tab.quoted(kind + " " + number) + ")").asText();
    }

    @Override
    public void close() throws Exception {
        devTools.close();
        chromium.close();
    }
}
