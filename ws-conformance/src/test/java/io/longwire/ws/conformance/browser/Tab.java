package io.longwire.ws.conformance.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One page. Keys and texts go in as a person's would; what is asked of it is JavaScript. */
public final class Tab {
    private final DevTools devTools;
    private final String session;
    private final List<String> exceptions = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    Tab(DevTools devTools, String session) {
        this.devTools = devTools;
        this.session = session;
    }

    void enable() {
        call("Page.enable", parameters());
        call("Runtime.enable", parameters());
        call("Network.enable", parameters());
    }

    /** An event of this page. */
    void happened(JsonNode event) {
        switch (event.get("method").asText()) {
            case "Runtime.exceptionThrown" -> exceptions.add(event.get("params").toString());
            case "Network.requestWillBeSent" ->
                requests.add(event.at("/params/request/url").asText());
            case "Network.webSocketCreated" ->
                requests.add(event.at("/params/url").asText());
            case "Page.loadEventFired" -> loaded.complete(null);
            default -> {
                // The rest is of no interest here.
            }
        }
    }

    /** What scripts of the page threw and did not catch. */
    public List<String> exceptions() {
        return exceptions;
    }

    /** The addresses it asked for. */
    public List<String> requests() {
        return requests;
    }

    public void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                parameters()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600));
    }

    /** The colour scheme of the system: light or dark. */
    public void scheme(String scheme) {
        ObjectNode parameters = parameters();
        parameters
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        call("Emulation.setEmulatedMedia", parameters);
    }

    public void go(String address) {
        load("Page.navigate", parameters().put("url", address));
    }

    public void reload() {
        load("Page.reload", parameters());
    }

    private void load(String method, ObjectNode parameters) {
        loaded = new CompletableFuture<>();
        call(method, parameters);
        // Until then the old document would answer.
        loaded.orTimeout(Chromium.DEADLINE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Types into an element that is focused first. */
    public void type(String selector, String text) {
        js("document.querySelector(" + quoted(selector) + ").focus()");
        call("Input.insertText", parameters().put("text", text));
    }

    public void press(String key, int code) {
        for (String kind : List.of("keyDown", "keyUp")) {
            ObjectNode event = parameters()
                    .put("type", kind)
                    .put("key", key)
                    .put("code", key)
                    .put("windowsVirtualKeyCode", code);
            if (key.equals("Enter") && kind.equals("keyDown")) {
                event.put("text", "\r");
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    public void enter() {
        press("Enter", 13);
    }

    public void click(String selector) {
        js("document.querySelector(" + quoted(selector) + ").click()");
    }

    /** The value of an expression, promises awaited. */
    public JsonNode js(String expression) {
        JsonNode result = call(
                "Runtime.evaluate",
                parameters()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true)
                        .put("userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.at("/result/value");
    }

    /** Waits until an expression is true. */
    public void await(String condition) {
        long deadline = Chromium.DEADLINE_SECONDS / 2 * 1000;
        JsonNode met = js(
                "new Promise(done => { const end = Date.now() + " + deadline + "; const look = () => { let met ="
                        + " false; try { met = !!(" + condition
                        + "); } catch (e) { if (!(e instanceof TypeError)) throw e; } if"
                        + " (met) done(true); else if (Date.now() > end) done(false); else setTimeout(look, 25); }; look(); })");
        if (!met.asBoolean()) {
            throw new AssertionError("never true: " + condition + "; the page says: " + js("document.body.innerText"));
        }
    }

    public String text(String selector) {
        return js("document.querySelector(" + quoted(selector) + ").textContent")
                .asText();
    }

    /** A picture of what is seen now, once nothing moves any more. */
    public void screenshot(Path file) throws IOException {
        js("Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity)"
                + ".map(a => a.finished.catch(() => 0))).then(() => new Promise(requestAnimationFrame))"
                + ".then(() => true)");
        JsonNode picture = call("Page.captureScreenshot", parameters().put("format", "png"));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.get("data").asText()));
    }

    /** A text as JavaScript writes it. */
    public static String quoted(String text) {
        try {
            return DevTools.JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode call(String method, ObjectNode parameters) {
        return devTools.call(method, session, parameters);
    }

    private static ObjectNode parameters() {
        return DevTools.JSON.createObjectNode();
    }
}
