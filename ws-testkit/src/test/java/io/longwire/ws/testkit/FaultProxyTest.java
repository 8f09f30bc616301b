package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults between a client's and a server's socket. */
@Timeout(60)
class FaultProxyTest {
    private ServerSocket listener;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.to(listener.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listener.accept();
        client.setSoTimeout(30_000);
        server.setSoTimeout(30_000);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    @Test
    void bytesAndEndsPassUnchanged() throws IOException {
        byte[] much = Payloads.random(3_000_000, 1);
        Thread sender = new Thread(() -> send(client, much));
        sender.start();
        assertThat(server.getInputStream().readNBytes(much.length)).isEqualTo(much);
        client.shutdownOutput();
        assertThat(server.getInputStream().read()).isEqualTo(-1);
        send(server, Hex.bytes("01 02"));
        server.close();
        assertThat(client.getInputStream().readAllBytes()).isEqualTo(Hex.bytes("01 02"));
    }

    @Test
    void whatIsHeldPassesByteByByteAsTheTestSays() throws Exception {
        proxy.toServer().hold();
        send(client, Hex.bytes("01 02 03 04"));
        client.shutdownOutput();
        proxy.toServer().pass(1);
        assertThat(server.getInputStream().read()).isEqualTo(1);
        proxy.toServer().pass(2);
        assertThat(server.getInputStream().readNBytes(2)).isEqualTo(Hex.bytes("02 03"));
        proxy.toServer().await(3);
        assertThat(proxy.toServer().passed()).isEqualTo(3);
        proxy.toServer().release();
        assertThat(server.getInputStream().readAllBytes()).isEqualTo(Hex.bytes("04"));
    }

    @Test
    void segmentsAreAsSmallAsAskedFor() throws Exception {
        proxy.toClient().segments(1);
        send(server, Hex.bytes("0a 0b 0c"));
        assertThat(client.getInputStream().readNBytes(3)).isEqualTo(Hex.bytes("0a 0b 0c"));
        proxy.toClient().await(3);
    }

    @Test
    void aCutEndsBothSides() throws IOException {
        proxy.cut();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aResetResetsBothSides() {
        proxy.reset();
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void aResetOfOneSideReachesTheOther() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void halfOpenMeansThatNobodyHearsOfAnything() throws IOException {
        proxy.halfOpen();
        send(client, Hex.bytes("01"));
        client.close();
        server.setSoTimeout(100);
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        send(server, Hex.bytes("02"));
        assertThat(proxy.toServer().passed() + proxy.toClient().passed()).isZero();
    }

    @Test
    void aDelayAndARateTakeTheirTime() throws IOException {
        proxy.toServer().delay(Duration.ofMillis(50));
        proxy.toServer().rate(100);
        proxy.toServer().segments(1);
        long from = System.nanoTime();
        send(client, new byte[11]);
        assertThat(server.getInputStream().readNBytes(11)).hasSize(11);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void connectionsAreRefusedAndThenPassedOn() throws Exception {
        proxy.refuse(true);
        try (Socket refused = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        proxy.awaitAccepted(2);
        proxy.refuse(false);
        try (Socket again = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
                Socket there = listener.accept()) {
            send(again, Hex.bytes("07"));
            assertThat(there.getInputStream().read()).isEqualTo(7);
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
