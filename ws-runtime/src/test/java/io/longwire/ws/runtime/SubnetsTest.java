package io.longwire.ws.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetsTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 255.1.2.3, true",
        "0.0.0.0/0, ::1, false",
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.2/31, 10.1.2.3, true",
        "10.1.2.2/31, 10.1.2.4, false",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.2, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "2001:db8::/64, 2001:db8::ffff, true",
        "2001:db8::/64, 2001:db8:0:1::1, false",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1/128, ::1, true",
        "::1, ::2, false",
        "::/0, ::5, true",
        "::ffff:10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, ::ffff:10.0.0.1, true"
    })
    void anAddressIsInANetworkOrNot(String network, String address, boolean inside) throws Exception {
        assertThat(Subnets.of(List.of("192.0.2.1", network)).contains(InetAddress.getByName(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "localhost", "10.0.0", "10.0.0.256", "10.0.0.1/33", "10.0.0.1/-1", "10.0.0.1/", "010.0.0.1",
                "10.0.0.1/08", "::1/129", "1::2::3", "[::1]", "fe80::1%eth0", "10.0.0.0/8/8", "*", "/8"
            })
    void whatIsNoNetworkIsRefused(String entry) {
        assertThatThrownBy(() -> Subnets.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + entry + "\"");
    }

    @Test
    void anEmptyListHasNobody() throws Exception {
        assertThat(Subnets.of(List.of()).contains(InetAddress.getByName("127.0.0.1")))
                .isFalse();
    }
}
