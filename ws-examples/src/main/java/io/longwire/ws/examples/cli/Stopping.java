package io.longwire.ws.examples.cli;

import io.longwire.ws.Drain;
import io.longwire.ws.WebSocketServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What SIGTERM and SIGINT do to a server: the first begins its orderly end, whose progress is printed; the second ends it at once. The
 * JVM's own shutdown hooks cannot tell a second signal from the first.
 */
final class Stopping {
    private static final long AT_ONCE_SECONDS = 2;

    private final WebSocketServer server;
    private boolean begun;

    private Stopping(WebSocketServer server) {
        this.server = server;
    }

    static void onSignals(WebSocketServer server) {
        Stopping stopping = new Stopping(server);
        for (String name : new String[] {"TERM", "INT"}) {
            handle(name, stopping::asked);
        }
    }

    /** By reflection: javac warns of the class, though it is there in every JDK (JEP 260). */
    static void handle(String name, Runnable asked) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calling = Proxy.newProxyInstance(
                    Stopping.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        asked.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), calling);
        } catch (InvocationTargetException taken) {
            System.err.println("SIG" + name + " ends this program without a word to its peers: " + taken.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private synchronized void asked() {
        if (!begun) {
            begun = true;
            server.stop(Stopping::print);
            return;
        }
        Thread end = new Thread(this::endAtOnce, "stop-at-once");
        end.setDaemon(true);
        end.start();
    }

    private void endAtOnce() {
        System.out.println("stopping at once");
        try {
            new Thread(server::close, "hurry").start();
            server.stop().toCompletableFuture().get(AT_ONCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            System.err.println("the server has not stopped within " + AT_ONCE_SECONDS + " s");
            System.err.flush();
            Runtime.getRuntime().halt(1);
        } catch (Exception failed) {
            System.err.println("the server did not stop in order: " + failed);
        }
    }

    private static void print(Drain drain) {
        String seconds = String.format(Locale.ROOT, "%.1f s", drain.elapsed().toMillis() / 1e3);
        if (drain.done()) {
            System.out.printf(
                    Locale.ROOT,
                    "stopped: %d connections, %d of them cut, in %s%n",
                    drain.connections(),
                    drain.cut(),
                    seconds);
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "stopping: %d of %d connections open, %s%n",
                    drain.open(),
                    drain.connections(),
                    seconds);
        }
        System.out.flush();
    }
}
