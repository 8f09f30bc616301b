package io.longwire.ws.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** zlib streams that know how often they were ended. */
final class Counting implements Streams {
    private final List<int[]> ends = new ArrayList<>();

    @Override
    public Inflater inflater() {
        int[] count = count();
        return new Inflater(true) {
            @Override
            public void end() {
                count[0]++;
                super.end();
            }
        };
    }

    @Override
    public Deflater deflater(int level) {
        int[] count = count();
        return new Deflater(level, true) {
            @Override
            public void end() {
                count[0]++;
                super.end();
            }
        };
    }

    int made() {
        return ends.size();
    }

    long alive() {
        return ends.stream().filter(count -> count[0] == 0).count();
    }

    void assertEndedOnce() {
        assertThat(ends).allSatisfy(count -> assertThat(count[0]).isEqualTo(1));
    }

    private int[] count() {
        int[] count = {0};
        ends.add(count);
        return count;
    }
}
