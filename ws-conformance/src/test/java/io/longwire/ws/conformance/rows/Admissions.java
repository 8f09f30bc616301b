package io.longwire.ws.conformance.rows;

import io.longwire.ws.Handshake;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A plug-in that is asked before each opening, and counts how often. */
final class Admissions implements PluginProvider {
    private final AtomicInteger asked = new AtomicInteger();
    private final Supplier<CompletionStage<Void>> answer;

    Admissions() {
        this(() -> CompletableFuture.completedFuture(null));
    }

    /** @param answer for each path but that of the canaries */
    Admissions(Supplier<CompletionStage<Void>> answer) {
        this.answer = answer;
    }

    @Override
    public String name() {
        return "admissions";
    }

    @Override
    public Plugin create(PluginContext context) {
        return new Plugin() {
            @Override
            public CompletionStage<Void> admit(Handshake handshake) {
                asked.incrementAndGet();
                return handshake.path().equals(OurServer.PATH) ? answer.get() : CompletableFuture.completedFuture(null);
            }
        };
    }

    /** Sends a request that is answered before this plug-in is asked. */
    Input unasked(Object request) {
        return play -> {
            int before = asked.get();
            play.say(request);
            play.peer().hearAll();
            if (asked.get() != before) {
                throw new AssertionError("a plug-in was asked");
            }
        };
    }
}
