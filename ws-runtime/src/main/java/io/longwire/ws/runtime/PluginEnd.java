package io.longwire.ws.runtime;

import io.longwire.ws.spi.Plugin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends plug-ins, the last one first. One that fails or hangs does not keep the others from their end. */
final class PluginEnd {
    /** What one may take before it is left behind. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private PluginEnd() {}

    static void close(List<Plugin> plugins, Duration limit) {
        for (int i = plugins.size() - 1; i >= 0; i--) {
            close(plugins.get(i), limit);
        }
    }

    private static void close(Plugin plugin, Duration limit) {
        FutureTask<Void> end = new FutureTask<>(plugin::close, null);
        Thread thread = new Thread(end, "longwire-plugin-stop");
        thread.setDaemon(true); // a plug-in that was left behind must not keep the JVM
        thread.start();
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Log.pluginFailed(plugin, failed);
        } catch (TimeoutException hangs) {
            Log.pluginLeftBehind(plugin, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
