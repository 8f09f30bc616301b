package io.longwire.ws.benchmarks.server;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** Jetty without servlets, one selector. */
public final class JettyEcho implements EchoServer {
    private static final int LARGEST = 2 * 1024 * 1024;

    private final Set<Session> all = ConcurrentHashMap.newKeySet();

    @Override
    public int start(boolean cast) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> {
            container.setMaxTextMessageSize(LARGEST);
            container.setMaxBinaryMessageSize(LARGEST);
            container.setMaxFrameSize(LARGEST);
            container.setAutoFragment(false);
            container.addMapping("/*", (request, response, callback) -> new Listener(cast, all));
        }));
        server.start();
        return connector.getLocalPort();
    }

    /** Jetty calls it by reflection, so it is public. */
    public static final class Listener extends Session.Listener.AbstractAutoDemanding {
        private final boolean cast;
        private final Set<Session> all;

        Listener(boolean cast, Set<Session> all) {
            this.cast = cast;
            this.all = all;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            all.add(session);
        }

        @Override
        public void onWebSocketClose(int status, String reason, Callback callback) {
            all.remove(getSession());
            callback.succeed();
        }

        @Override
        public void onWebSocketText(String text) {
            getSession().sendText(text, Callback.NOOP);
        }

        @Override
        public void onWebSocketBinary(ByteBuffer data, Callback callback) {
            if (cast) {
                ByteBuffer copy =
                        ByteBuffer.allocate(data.remaining()).put(data).flip();
                callback.succeed();
                all.forEach(each -> each.sendBinary(copy.duplicate(), Callback.NOOP));
            } else {
                getSession().sendBinary(data, callback);
            }
        }
    }
}
