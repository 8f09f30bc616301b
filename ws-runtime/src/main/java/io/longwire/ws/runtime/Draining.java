package io.longwire.ws.runtime;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Drain;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The orderly end of a server, on a thread of its own: listeners, sessions, handlers, plug-ins, loops, in this order. */
final class Draining implements Runnable {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Core core;
    private final Sessions sessions;
    private final Http http;
    private final Listeners listeners;
    private final Consumer<? super Drain> progress;
    private final Runnable whenDone;
    private final long since = System.nanoTime();
    private volatile boolean hurried;
    private int connections;
    private int cut;

    /** @param whenDone called when nothing runs any more */
    Draining(
            Core core,
            Sessions sessions,
            Http http,
            Listeners listeners,
            Consumer<? super Drain> progress,
            Runnable whenDone) {
        this.core = core;
        this.sessions = sessions;
        this.http = http;
        this.listeners = listeners;
        this.progress = progress;
        this.whenDone = whenDone;
    }

    /** Tells all that are left at once, and waits for no handler. Any thread. */
    void hurry() {
        hurried = true;
        // run() waits for the same end.
        var unused = sessions.closeAll(core.contexts(), CloseReason.SERVICE_RESTART);
    }

    @Override
    public void run() {
        try {
            http.drain();
            listeners.close();
            connections = sessions.open();
            tell(false);
            EngineSettings settings = core.settings;
            CompletableFuture<Void> ended = hurried
                    ? sessions.closeAll(core.contexts(), CloseReason.SERVICE_RESTART)
                    : sessions.farewell(core.contexts(), CloseReason.SERVICE_RESTART, settings.drainSpread());
            if (!ends(ended, settings.drainTotal())) {
                cut = sessions.open();
                sessions.cutAll(core.contexts());
                Sessions.await(ended, STEP);
            }
            if (!hurried && !core.workers.finish(Farewell.PATIENCE)) {
                Log.handlersInterrupted(Farewell.PATIENCE);
            }
            Log.stopped(connections, cut);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            core.close();
            tell(true);
            whenDone.run();
        }
    }

    private boolean ends(CompletableFuture<Void> ended, Duration total) throws InterruptedException {
        while (true) {
            Duration left = total.minus(elapsed());
            if (left.isNegative()) {
                return ended.isDone();
            }
            if (Sessions.await(ended, left.compareTo(STEP) < 0 ? left : STEP)) {
                return true;
            }
            tell(false);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private void tell(boolean done) {
        try {
            progress.accept(new Drain(connections, sessions.open(), cut, elapsed(), done));
        } catch (RuntimeException failed) {
            Log.progressFailed(failed);
        }
    }
}
