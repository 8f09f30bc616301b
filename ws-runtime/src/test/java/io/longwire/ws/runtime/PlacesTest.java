package io.longwire.ws.runtime;

import static io.longwire.ws.runtime.Places.Verdict.ADMITTED;
import static io.longwire.ws.runtime.Places.Verdict.FULL;
import static io.longwire.ws.runtime.Places.Verdict.FULL_FOR_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Places are counted in total and by address, and given back. */
class PlacesTest {
    private static SocketAddress at(String address) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(address), 4711);
    }

    private static Places.Verdict enter(Places places, SocketAddress remote) {
        places.entered(remote);
        return places.judge(remote);
    }

    @Test
    void aPlaceThatIsGivenBackIsFree() throws Exception {
        Places places = new Places(2, Integer.MAX_VALUE);
        assertThat(enter(places, at("10.0.0.1"))).isEqualTo(ADMITTED);
        assertThat(enter(places, at("10.0.0.2"))).isEqualTo(ADMITTED);
        assertThat(enter(places, at("10.0.0.3"))).isEqualTo(FULL);
        places.left(at("10.0.0.3"));
        places.left(at("10.0.0.1"));
        assertThat(enter(places, at("10.0.0.3"))).isEqualTo(ADMITTED);
        assertThat(places.here()).isEqualTo(2);
        assertThat(places.addresses()).isZero(); // nobody asked
    }

    @Test
    void oneAddressDoesNotTakeThePlacesOfOthers() throws Exception {
        Places places = new Places(Integer.MAX_VALUE, 1);
        assertThat(enter(places, at("10.0.0.1"))).isEqualTo(ADMITTED);
        assertThat(enter(places, at("10.0.0.1"))).isEqualTo(FULL_FOR_ADDRESS);
        assertThat(enter(places, at("10.0.0.2"))).isEqualTo(ADMITTED);
        assertThat(enter(places, at("0.0.0.0"))).isEqualTo(ADMITTED);
        assertThat(enter(places, at("138.0.0.1"))).isEqualTo(ADMITTED); // differs from 10.0.0.1 in the first bit
    }

    @Test
    void sixtyFourBitsOfAnIpv6AddressAreOnePeer() throws Exception {
        Places places = new Places(Integer.MAX_VALUE, 1);
        assertThat(enter(places, at("2001:db8:0:1::1"))).isEqualTo(ADMITTED);
        assertThat(enter(places, at("2001:db8:0:1:ffff::2"))).isEqualTo(FULL_FOR_ADDRESS);
        assertThat(enter(places, at("2001:db8:0:2::1"))).isEqualTo(ADMITTED);
        assertThat(enter(places, at("2001:db8:1:1::1"))).isEqualTo(ADMITTED);
    }

    @Test
    void anIpv4AddressInIpv6FormIsTheSamePeer() throws Exception {
        Places places = new Places(Integer.MAX_VALUE, 1);
        assertThat(enter(places, at("10.0.0.1"))).isEqualTo(ADMITTED);
        assertThat(enter(places, at("::ffff:10.0.0.1"))).isEqualTo(FULL_FOR_ADDRESS);
    }

    @Test
    void aPeerOfAUnixSocketHasNoAddress() {
        Places places = new Places(Integer.MAX_VALUE, 1);
        SocketAddress unnamed = UnixDomainSocketAddress.of("");
        assertThat(enter(places, unnamed)).isEqualTo(ADMITTED);
        assertThat(enter(places, unnamed)).isEqualTo(ADMITTED);
    }

    @Test
    void nothingIsLeftOfThoseWhoLeft() throws Exception {
        Places places = new Places(Integer.MAX_VALUE, 5);
        for (int i = 0; i < 256; i++) {
            places.entered(at("10.0.0." + i));
        }
        for (int i = 0; i < 256; i++) {
            places.left(at("10.0.0." + i));
        }
        assertThat(places.here()).isZero();
        assertThat(places.addresses()).isZero();
    }

    @Test
    void ofManyWhoComeAtOnceNoMoreThanTheLimitAreAdmitted() throws Exception {
        Places places = new Places(Integer.MAX_VALUE, 10);
        SocketAddress remote = at("10.0.0.1");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> admitted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            admitted.add(threads.submit(() -> {
                go.await();
                int mine = 0;
                for (int n = 0; n < 1000; n++) {
                    mine += enter(places, remote) == ADMITTED ? 1 : 0;
                }
                return mine;
            }));
        }
        go.countDown();
        int all = 0;
        for (Future<Integer> mine : admitted) {
            all += mine.get();
        }
        threads.shutdown();
        assertThat(all).isLessThanOrEqualTo(10);
    }
}
