package io.longwire.ws.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A program that has a server in a class loader of its own, as an application server has, and ends with 0 when it gets the loader back
 * afterwards. In a process of its own, because a library that is unloaded with the loader takes that of others with it.
 */
public final class LoaderProgram {
    private LoaderProgram() {}

    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** @param arguments the transport */
    public static void main(String[] arguments) throws Exception {
        // A thread of its own: Netty keeps something for each thread that it ever met, for as long as the thread lives.
        WeakReference<ClassLoader> loader = onAThread(() -> startAndStop(arguments[0]));
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (loader.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }
        System.exit(loader.get() == null ? 0 : 1);
    }

    private static <T> T onAThread(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "application");
        thread.start();
        thread.join();
        return future.get();
    }

    private static WeakReference<ClassLoader> startAndStop(String transport) throws Exception {
        URL[] all = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(LoaderProgram::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(all, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Class.forName(Short.class.getName(), true, loader)
                    .getMethod("life", String.class)
                    .invoke(null, transport);
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** A server's life, within the loader. */
    public static final class Short {
        private Short() {}

        /** Starts, echoes once, and stops. */
        public static void life(String transport) throws Exception {
            try (var server = Heard.server(transport)
                            .endpoint("/", Heard.Echo::new)
                            .start();
                    RawPeer peer = RawPeer.open(server.port(), "/")) {
                peer.send(Frame.text("short"));
                assertThat(peer.read()).isEqualTo(Frame.text("short"));
            }
        }
    }
}
