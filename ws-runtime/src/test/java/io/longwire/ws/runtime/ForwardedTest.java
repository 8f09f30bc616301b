package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.codec.handshake.Headers;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose request it is that a proxy passes on. */
class ForwardedTest {
    private static final InetSocketAddress PROXY = at("10.0.0.1", 4000);
    private static final Forwarded.Proxies LISTS = new Forwarded.Proxies(Subnets.of(List.of("10.0.0.0/8")), false);
    private static final Forwarded.Proxies STANDARD = new Forwarded.Proxies(Subnets.of(List.of("10.0.0.0/8")), true);

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(address, port);
    }

    private static Forwarded of(InetSocketAddress peer, Forwarded.Proxies proxies, String... headers) {
        return Forwarded.of(Headers.of(headers), "own.example", "http", peer, proxies);
    }

    private static String client(Forwarded.Proxies proxies, String... headers) {
        InetSocketAddress client =
                (InetSocketAddress) of(PROXY, proxies, headers).client();
        return client.getAddress().getHostAddress() + " " + client.getPort();
    }

    private static String listed(String value) {
        return client(LISTS, "X-Forwarded-For", value);
    }

    private static String standard(String value) {
        return client(STANDARD, "Forwarded", value);
    }

    @Test
    void aPeerThatIsNotTrustedSpeaksForItself() {
        InetSocketAddress peer = at("192.0.2.7", 9);
        Forwarded seen = of(peer, LISTS, "X-Forwarded-For", "198.51.100.1", "X-Forwarded-Host", "x.example");
        assertThat(seen).isEqualTo(new Forwarded(peer, "http", "own.example", true));
        assertThat(of(peer, LISTS)).isEqualTo(new Forwarded(peer, "http", "own.example", false));
    }

    @Test
    void theRightMostHopThatIsNotTrustedIsTheClient() {
        assertThat(listed("198.51.100.1")).isEqualTo("198.51.100.1 0");
        assertThat(listed("203.0.113.9, 198.51.100.1, 10.0.0.2,10.0.0.3")).isEqualTo("198.51.100.1 0");
        assertThat(listed("rubbish, 198.51.100.1")).isEqualTo("198.51.100.1 0"); // anybody may have written that
        assertThat(listed("10.0.0.2, 10.0.0.3")).isEqualTo("10.0.0.2 0");
        assertThat(client(LISTS, "X-Forwarded-For", "203.0.113.9", "X-Forwarded-For", "198.51.100.1"))
                .isEqualTo("198.51.100.1 0");
        String hops = IntStream.range(0, 200).mapToObj(i -> "203.0.113." + i).collect(Collectors.joining(","));
        assertThat(listed(hops)).isEqualTo("203.0.113.199 0");
    }

    @Test
    void aNodeIsAnAddressOfEitherKindWithOrWithoutPort() {
        assertThat(listed("198.51.100.1:4711")).isEqualTo("198.51.100.1 4711");
        assertThat(listed("2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1 0");
        assertThat(listed("[2001:db8::1]")).isEqualTo("2001:db8:0:0:0:0:0:1 0");
        assertThat(listed("[2001:db8::1]:443")).isEqualTo("2001:db8:0:0:0:0:0:1 443");
        assertThat(listed("::ffff:10.0.0.9, ::ffff:198.51.100.1")).isEqualTo("198.51.100.1 0");
    }

    @Test
    void whatIsNoAddressLeavesTheProxysOwn() {
        for (String wrong : List.of(
                "",
                " ",
                ",",
                "198.51.100.1,",
                "198.51.100.1, unknown",
                "_hidden",
                "localhost",
                "198.51.100.256",
                "198.51.100.1:65536",
                "198.51.100.1:",
                "198.51.100.1:4:4",
                "[198.51.100.1]",
                "[2001:db8::1",
                "[2001:db8::1]x",
                "[2001:db8::1]:443:1",
                "2001:db8::1%eth0",
                "2001:db8::1]",
                "198.51.100.1 203.0.113.1",
                "\u00b9\u00b2")) {
            assertThat(listed(wrong)).as(wrong).isEqualTo("10.0.0.1 4000");
        }
        assertThat(client(LISTS)).isEqualTo("10.0.0.1 4000");
    }

    @Test
    void oneOfTheTwoKindsOfHeadersCounts() {
        String[] both = {"X-Forwarded-For", "198.51.100.1", "Forwarded", "for=203.0.113.9"};
        assertThat(client(LISTS, both)).isEqualTo("198.51.100.1 0");
        assertThat(client(STANDARD, both)).isEqualTo("203.0.113.9 0");
    }

    @Test
    void forwardedIsReadAsItsStandardSays() {
        assertThat(standard("for=198.51.100.1")).isEqualTo("198.51.100.1 0");
        assertThat(standard("For=\"[2001:db8:cafe::17]:4711\"")).isEqualTo("2001:db8:cafe:0:0:0:0:17 4711");
        assertThat(standard("for=203.0.113.9;proto=http;by=203.0.113.43, For=\"198.51.100.\\1\" ; x=\"a,;\\\"b\""))
                .isEqualTo("198.51.100.1 0");
        assertThat(standard("for=198.51.100.1, for=10.0.0.7;host=\"a\"")).isEqualTo("198.51.100.1 0");
        assertThat(standard(";for=198.51.100.1;")).isEqualTo("198.51.100.1 0"); // RFC 7239, 4: a pair may be missing
        Forwarded seen =
                of(PROXY, STANDARD, "Forwarded", "for=1.2.3.4;host=evil.example, host=\"App.example:443\";proto=https");
        assertThat(seen).isEqualTo(new Forwarded(PROXY, "https", "app.example:443", false));
    }

    @Test
    void malformedForwardedSaysNothing() {
        for (String wrong : List.of(
                "for",
                "for=",
                "for =198.51.100.1",
                "for=\"198.51.100.1",
                "for=\"198.51.100.1\\",
                "for=198.51.100.1 x",
                "for=[2001:db8::1]",
                "for=198.51.100.1, @",
                "=198.51.100.1",
                "for=unknown",
                "for=_gazonk",
                "for=198.51.100.1,")) {
            assertThat(standard(wrong)).as(wrong).isEqualTo("10.0.0.1 4000");
        }
        assertThat(standard("for=\"" + "\\a".repeat(4_000_000) + "\"")).isEqualTo("10.0.0.1 4000");
    }
}
