package io.longwire.ws.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** One connection through a {@link FaultProxy}: two sockets, and a thread for each direction. */
final class FaultLink {
    private static final int BUFFER = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final FaultFlow toServer;
    private final FaultFlow toClient;
    private final Thread there;
    private final Thread back;
    private volatile boolean ended;

    FaultLink(Socket client, Socket server, FaultFlow toServer, FaultFlow toClient) throws IOException {
        this.client = client;
        this.server = server;
        this.toServer = toServer;
        this.toClient = toClient;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        there = start(client, server, toServer);
        back = start(server, client, toClient);
    }

    private Thread start(Socket from, Socket to, FaultFlow flow) {
        Thread thread = new Thread(() -> pump(from, to, flow), "fault-proxy-link");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void pump(Socket from, Socket to, FaultFlow flow) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int size = from.getInputStream().read(buffer);
                    size >= 0;
                    size = from.getInputStream().read(buffer)) {
                forward(buffer, size, to, flow);
            }
            if (flow.admitEnd(() -> ended)) {
                to.shutdownOutput();
            }
        } catch (IOException failed) {
            failed(flow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward(byte[] bytes, int size, Socket to, FaultFlow flow) throws IOException, InterruptedException {
        long arrived = System.nanoTime();
        for (int at = 0; at < size; ) {
            int share = flow.admit(size - at, arrived, () -> ended);
            if (share < 0) {
                return;
            }
            to.getOutputStream().write(bytes, at, share);
            flow.passed(share);
            at += share;
        }
    }

    /** One side has reset the connection, so the other one's is reset; unless nobody is to know. */
    private void failed(FaultFlow flow) {
        try {
            if (!ended && flow.admitEnd(() -> ended)) {
                reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void cut() {
        end();
        close(client);
        close(server);
    }

    void reset() {
        end();
        for (Socket socket : new Socket[] {client, server}) {
            try {
                if (!socket.isClosed()) {
                    socket.setSoLinger(true, 0);
                }
            } catch (IOException closed) {
                // Then there is nothing left to reset.
            }
            close(socket);
        }
    }

    private void end() {
        ended = true;
        toServer.wake();
        toClient.wake();
    }

    void join() throws InterruptedException {
        there.join();
        back.join();
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
