package io.longwire.ws.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.conformance.browser.Chromium;
import io.longwire.ws.conformance.browser.DevTools;
import io.longwire.ws.conformance.browser.Tab;
import io.longwire.ws.examples.it.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people in two tabs, one on a phone; their server dies and comes back. */
final class ChatPageIT {
    private static final String AT_BOTTOM =
            "(e => e.scrollHeight - e.scrollTop - e.clientHeight < 2)" + "(document.getElementById('scroll'))";
    private static final String LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(6);

    @ParameterizedTest
    @ValueSource(strings = {"netty", "nio"})
    void people_chat_and_outlive_their_server(String transport) throws Exception {
        try (Chromium chromium = Chromium.start();
                DevTools devTools = new DevTools(chromium.devTools(), transport)) {
            Tab ada = devTools.open();
            Tab bob = devTools.open();
            ada.size(1280, 800);
            bob.size(360, 740);
            int port;
            try (Program chat = Program.start("chat", "--port", "0", "--transport", transport)) {
                port = chat.port();
                meet(ada, bob, "http://127.0.0.1:" + port + "/#/blue%20room");
                talk(ada, bob);
                look(ada, bob, transport);
                drawer(bob, transport);
                scrolledUp(bob, ada, transport);
                comeAgain(bob, ada);
                elsewhere(ada, bob);
                chat.kill();
            }
            loseTheServer(ada, bob, transport);
            try (Program again = Program.start("chat", "--port", String.valueOf(port), "--transport", transport)) {
                assertThat(again.port()).isEqualTo(port);
                comeBack(ada, bob, transport);
                assertThat(again.err()).isEmpty();
            }
            for (Tab tab : List.of(ada, bob)) {
                assertThat(tab.exceptions()).isEmpty();
                assertThat(tab.requests())
                        .isNotEmpty()
                        .allMatch(r -> r.startsWith("http://127.0.0.1:" + port + "/")
                                || r.startsWith("ws://127.0.0.1:" + port + "/")
                                || r.startsWith("data:")
                                || r.equals("about:blank"));
            }
        }
    }

    private static void meet(Tab ada, Tab bob, String address) {
        ada.go(address);
        ada.await("document.getElementById('hello').open");
        ada.type("#name", "Ada");
        ada.enter();
        ada.await("document.getElementById('state').dataset.state === 'open'");
        bob.go(address);
        bob.await("document.getElementById('hello').open");
        bob.type("#name", "ada");
        bob.enter();
        bob.await("document.getElementById('name-error').textContent.includes('has that name')");
        bob.js("document.getElementById('name').select()");
        bob.type("#name", "Bob \ud83d\ude80");
        bob.enter();
        bob.await("document.getElementById('state').dataset.state === 'open'");
        for (Tab tab : List.of(ada, bob)) {
            tab.await("document.querySelectorAll('#people li').length === 2");
            tab.await("/\\d ms/.test(document.getElementById('rtt').textContent)");
            assertThat(tab.text("#room-name")).contains("blue room");
        }
    }

    private static void say(Tab from, String text, Tab to) {
        from.type("#text", text);
        from.enter();
        for (Tab tab : List.of(from, to)) {
            tab.await("[...document.querySelectorAll('#log .text')].some(e => e.firstChild?.data === "
                    + Tab.quoted(text) + ")");
        }
    }

    private static void talk(Tab ada, Tab bob) {
        say(ada, "Good morning! Is the wire up?", bob);
        say(bob, "Up and humming.", ada);
        say(bob, LONG, ada);
        say(ada, "<img src=x onerror=alert(1)> & <b>stays text</b>", bob);
        say(bob, "\ud83c\udf89", ada);
        say(ada, "\u05e9\u05dc\u05d5\u05dd, from right to left", bob);
        assertThat(bob.js("document.querySelectorAll('#log img, #log b').length")
                        .asInt())
                .isZero();
        assertThat(ada.js("document.querySelectorAll('#log .own').length").asInt())
                .isEqualTo(3);
        assertThat(bob.js("document.querySelectorAll('#log .own').length").asInt())
                .isEqualTo(3);
        assertThat(bob.text("#announce")).as("for screen readers").startsWith("Ada: ");
    }

    /** Every width in every scheme, a picture each. */
    private static void look(Tab ada, Tab bob, String transport) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(360, 1280)) {
                for (Tab tab : List.of(ada, bob)) {
                    tab.scheme(scheme);
                    tab.size(width, width == 360 ? 740 : 800);
                    String name = (tab == ada ? "ada" : "bob") + "-" + width + "-" + scheme;
                    tab.screenshot(picture(transport, name));
                    fits(tab, name);
                }
            }
        }
        for (int width : List.of(320, 859, 860, 1920)) {
            ada.size(width, 700);
            fits(ada, "ada-" + width);
        }
        ada.size(1280, 800);
        bob.size(360, 740);
    }

    private static void fits(Tab tab, String name) throws IOException {
        assertThat(tab.js("document.documentElement.scrollWidth <= innerWidth").asBoolean())
                .as(name + " scrolls sideways")
                .isTrue();
        assertThat(tab.js("[...document.querySelectorAll('#scroll, #side')].every(e => e.scrollWidth <= e.clientWidth)")
                        .asBoolean())
                .as(name + " has a part that scrolls sideways")
                .isTrue();
        assertThat(tab.js(script("contrast.js"))).as(name + " contrast").isEmpty();
    }

    private static void drawer(Tab bob, String transport) throws IOException {
        bob.click("#open-side");
        bob.await("document.activeElement.id === 'close-side'");
        bob.screenshot(picture(transport, "bob-drawer"));
        fits(bob, "drawer");
        bob.press("Escape", 27);
        bob.await("document.getElementById('side').inert && document.activeElement.id === 'open-side'");
    }

    /** Who reads what was said before is not moved, but told that there is more. */
    private static void scrolledUp(Tab bob, Tab ada, String transport) throws IOException {
        bob.js("document.getElementById('scroll').scrollTop = 0");
        bob.await("document.getElementById('scroll').scrollTop === 0");
        say(ada, "Are you still reading?", bob);
        bob.await("document.getElementById('pill').checkVisibility()");
        assertThat(bob.text("#pill")).isEqualTo("1 new message");
        assertThat(bob.js("document.getElementById('scroll').scrollTop").asInt())
                .isZero();
        bob.screenshot(picture(transport, "bob-pill"));
        fits(bob, "pill");
        bob.click("#pill");
        bob.await(AT_BOTTOM + " && document.getElementById('pill').hidden");
    }

    /** A page that is loaded again knows its name, and what it said is still its own. */
    private static void comeAgain(Tab bob, Tab ada) {
        bob.js("document.getElementById('theme').click()");
        String theme = bob.js("document.documentElement.dataset.theme").asText();
        assertThat(theme).as("the system's is dark").isEqualTo("light");
        bob.reload();
        bob.await("document.getElementById('state').dataset.state === 'open'");
        assertThat(bob.js("document.getElementById('hello').open").asBoolean()).isFalse();
        assertThat(bob.js("document.documentElement.dataset.theme").asText()).isEqualTo("light");
        bob.await("document.querySelectorAll('#log .line').length === 7 && " + AT_BOTTOM);
        assertThat(bob.js("document.querySelectorAll('#log .own').length").asInt())
                .isEqualTo(3);
        assertThat(bob.text("#people .self .name")).isEqualTo("Bob \ud83d\ude80");
        ada.await("document.querySelectorAll('#people li').length === 2");
    }

    /** To another room and back; whoever stays sees it. */
    private static void elsewhere(Tab ada, Tab bob) {
        ada.type("#go-room", "no/room");
        ada.enter();
        ada.await("document.getElementById('go-error').textContent !== ''");
        ada.js("document.getElementById('go-room').select()");
        ada.type("#go-room", "attic");
        ada.enter();
        ada.await("document.getElementById('room-name').textContent.endsWith('attic')"
                + " && document.getElementById('state').dataset.state === 'open'");
        assertThat(ada.js("location.hash").asText()).isEqualTo("#/attic");
        bob.await("document.querySelectorAll('#people li').length === 1"
                + " && document.querySelector('#log .left').textContent === 'Ada left'");
        ada.js("history.back()");
        ada.await("document.querySelectorAll('#people li').length === 2"
                + " && document.querySelectorAll('#log .line').length === 7");
        bob.await("document.querySelectorAll('#people li').length === 2");
    }

    private static void loseTheServer(Tab ada, Tab bob, String transport) throws IOException {
        for (Tab tab : List.of(ada, bob)) {
            tab.await("!document.getElementById('banner').hidden"
                    + " && document.getElementById('banner-text').textContent.startsWith('Reconnecting')");
        }
        ada.type("#text", "said while the wire was down");
        ada.enter();
        ada.type("#text", "and one more");
        ada.enter();
        ada.await("document.querySelectorAll('#pending .waiting').length === 2");
        ada.screenshot(picture(transport, "ada-offline"));
        bob.screenshot(picture(transport, "bob-offline"));
        fits(ada, "ada offline");
        fits(bob, "bob offline");
    }

    private static void comeBack(Tab ada, Tab bob, String transport) throws IOException {
        for (Tab tab : List.of(ada, bob)) {
            tab.await("document.getElementById('banner').hidden"
                    + " && document.getElementById('state').dataset.state === 'open'");
            tab.await("document.querySelectorAll('#people li').length === 2");
            tab.await("[...document.querySelectorAll('#log .text')].filter(e =>"
                    + " ['said while the wire was down', 'and one more'].includes(e.firstChild?.data)).length === 2");
        }
        assertThat(ada.js("document.querySelectorAll('#pending li').length").asInt())
                .isZero();
        assertThat(ada.js("document.querySelectorAll('#log .own').length").asInt())
                .as("her earlier lines are still hers, and the new ones")
                .isEqualTo(6);
        say(bob, "Welcome back!", ada);
        ada.screenshot(picture(transport, "ada-back"));
        bob.screenshot(picture(transport, "bob-back"));
    }

    private static Path picture(String transport, String name) {
        return Path.of("target", "screenshots", transport, name + ".png");
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ChatPageIT.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
