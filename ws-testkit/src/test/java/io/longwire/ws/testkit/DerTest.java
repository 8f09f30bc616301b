package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerTest {
    @ParameterizedTest
    @CsvSource({"0, 0400", "127, 047f", "128, 048180", "255, 0481ff", "256, 04820100", "65535, 0482ffff"})
    void lengthsTakeAsFewOctetsAsTheyCan(int length, String head) {
        byte[] encoded = Der.of(Der.OCTETS, new byte[length]);

        assertThat(HexFormat.of().formatHex(Arrays.copyOf(encoded, encoded.length - length)))
                .isEqualTo(head);
    }
}
