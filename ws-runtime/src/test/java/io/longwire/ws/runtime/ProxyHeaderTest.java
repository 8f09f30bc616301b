package io.longwire.ws.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both versions of the PROXY protocol's header, whole, a byte at a time, and wrong. */
class ProxyHeaderTest {
    static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(ISO_8859_1);
    }

    /** Every start of it asks for more; whole, and with what follows, it is read. */
    private static ProxyHeader read(byte[] header) throws Exception {
        for (int length = 0; length < header.length; length++) {
            assertThat(ProxyHeader.read(ByteBuffer.wrap(header, 0, length))).isNull();
        }
        ByteBuffer more = ByteBuffer.allocate(header.length + 7).put(3, header).position(3);
        ProxyHeader read = ProxyHeader.read(more);
        assertThat(more.position()).isEqualTo(3);
        assertThat(read).isEqualTo(ProxyHeader.read(ByteBuffer.wrap(header)));
        assertThat(read.length()).isEqualTo(header.length);
        return read;
    }

    private static void assertMalformed(byte[] header) {
        assertThatExceptionOfType(ProxyHeader.Malformed.class)
                .as(HexFormat.of().formatHex(header))
                .isThrownBy(() -> ProxyHeader.read(ByteBuffer.wrap(header)));
    }

    @Test
    void aLineTellsBothAddresses() throws Exception {
        ProxyHeader v4 = read(line("PROXY TCP4 192.0.2.1 198.51.100.2 56324 443"));
        assertThat(v4.source()).isEqualTo(new InetSocketAddress("192.0.2.1", 56324));
        assertThat(v4.destination()).isEqualTo(new InetSocketAddress("198.51.100.2", 443));
        ProxyHeader v6 = read(line("PROXY TCP6 2001:db8::1 ::1 65535 0"));
        assertThat(v6.source()).isEqualTo(new InetSocketAddress("2001:db8::1", 65535));
        assertThat(v6.destination()).isEqualTo(new InetSocketAddress("::1", 0));
        String longest = "ffff:f".repeat(8).substring(0, 39);
        assertThat(read(line("PROXY UNKNOWN")).source()).isNull();
        assertThat(read(line("PROXY UNKNOWN " + longest + " " + longest + " 65535 65535"))
                        .source())
                .isNull();
    }

    @Test
    void aLineThatIsWrongIsNoHeader() {
        for (String wrong : List.of(
                "PROXY ",
                "PROXY TCP4",
                "PROXY TCP5 192.0.2.1 198.51.100.2 1 2",
                "PROXY UDP4 192.0.2.1 198.51.100.2 1 2",
                "PROXY TCP4 192.0.2.1 198.51.100.2 1",
                "PROXY TCP4 192.0.2.1 198.51.100.2 1 2 3",
                "PROXY TCP4  192.0.2.1 198.51.100.2 1 2",
                "PROXY TCP4 192.0.2.1 198.51.100.2 1 65536",
                "PROXY TCP4 192.0.2.1 198.51.100.2 01 2",
                "PROXY TCP4 192.0.2.1 198.51.100.2 -1 2",
                "PROXY TCP4 192.0.2.256 198.51.100.2 1 2",
                "PROXY TCP4 2001:db8::1 ::1 1 2",
                "PROXY TCP6 192.0.2.1 198.51.100.2 1 2",
                "PROXY TCP6 [2001:db8::1] ::1 1 2",
                "PROXY TCP4 localhost localhost 1 2",
                "PROXY UNKNOWN " + "x".repeat(100))) {
            assertMalformed(line(wrong));
        }
        assertMalformed("proxy ".getBytes(ISO_8859_1));
        assertMalformed("GET / HTTP/1.1\r\n".getBytes(ISO_8859_1));
        assertMalformed(hex("160301"));
    }

    @Test
    void theBinaryHeaderTellsBothAddresses() throws Exception {
        ProxyHeader v4 = read(hex(SIGNATURE + "21 11 000c c0000201 c6336402 dc04 01bb"));
        assertThat(v4.source()).isEqualTo(new InetSocketAddress("192.0.2.1", 56324));
        assertThat(v4.destination()).isEqualTo(new InetSocketAddress("198.51.100.2", 443));
        ProxyHeader v6 = read(hex(
                SIGNATURE + "21 21 0024" + "20010db8" + "00".repeat(11) + "01" + "00".repeat(15) + "01" + "ffff 0001"));
        assertThat(v6.source()).isEqualTo(new InetSocketAddress("2001:db8::1", 65535));
        assertThat(v6.destination()).isEqualTo(new InetSocketAddress("::1", 1));
    }

    @Test
    void whatFollowsTheAddressesIsSkipped() throws Exception {
        String tlv = "01 0002 6832" + "04 0005 0000000000";
        ProxyHeader header = read(hex(SIGNATURE + "21 11 0019 c0000201 c6336402 dc04 01bb" + tlv));
        assertThat(header.source()).isEqualTo(new InetSocketAddress("192.0.2.1", 56324));
        read(hex(SIGNATURE + "21 11 0208 c0000201 c6336402 dc04 01bb" + "00".repeat(508))); // 536 bytes
    }

    @Test
    void aProxyMaySpeakForItself() throws Exception {
        assertThat(read(hex(SIGNATURE + "20 00 0000")).source()).isNull();
        assertThat(read(hex(SIGNATURE + "20 11 000c c0000201 c6336402 dc04 01bb"))
                        .source())
                .isNull();
        assertThat(read(hex(SIGNATURE + "20 4f 0003 010203")).source()).isNull(); // any family
        assertThat(read(hex(SIGNATURE + "21 00 0000")).source()).isNull(); // does not know
        assertThat(read(hex(SIGNATURE + "21 31 00d8" + "00".repeat(216))).source())
                .isNull(); // a Unix domain socket
    }

    @Test
    void aBinaryHeaderThatIsWrongIsNone() {
        assertMalformed(hex(SIGNATURE + "21 11 ffff")); // by the length alone
        assertMalformed(hex(SIGNATURE + "21 11 0209"));
        assertMalformed(hex(SIGNATURE + "11 11 000c c0000201 c6336402 dc04 01bb")); // version 1
        assertMalformed(hex(SIGNATURE + "31 11 000c c0000201 c6336402 dc04 01bb"));
        assertMalformed(hex(SIGNATURE + "22 11 000c c0000201 c6336402 dc04 01bb")); // neither LOCAL nor PROXY
        for (String family : List.of("12", "22", "32", "41", "01", "10", "f1", "ff")) {
            assertMalformed(hex(SIGNATURE + "21" + family + "000c c0000201 c6336402 dc04 01bb"));
        }
        assertMalformed(hex(SIGNATURE + "21 11 000b c0000201 c6336402 dc04 01")); // shorter than its addresses
        assertMalformed(hex(SIGNATURE + "21 21 000c c0000201 c6336402 dc04 01bb"));
        assertMalformed(hex("0d0a0d0a000d0a515549540b"));
    }
}
