package io.longwire.ws.conformance.tls;

import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.testkit.MapSettings;
import io.longwire.ws.testkit.TransportContract;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The contract of transports, held by TLS over a real one. */
interface TlsContract extends TransportContract {
    ExecutorService WORKERS = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "tls-worker");
        thread.setDaemon(true);
        return thread;
    });

    TransportProvider provider();

    @Override
    default Transport transport(int loops) {
        MapSettings settings = new MapSettings()
                .with("loops", loops)
                .with("backlog", 1024)
                .with("engine", "auto")
                .with("receive-buffer", 256 * 1024);
        return new TlsTransport(provider().create(settings), WORKERS, "TLSv1.3");
    }

    @Override
    default SocketAddress anyAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
