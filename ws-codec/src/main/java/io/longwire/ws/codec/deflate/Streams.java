package io.longwire.ws.codec.deflate;

import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Makes raw zlib streams, each of which holds native memory until its {@code end()}. */
interface Streams {
    Streams ZLIB = new Streams() {
        @Override
        public Inflater inflater() {
            return new Inflater(true);
        }

        @Override
        public Deflater deflater(int level) {
            return new Deflater(level, true);
        }
    };

    Inflater inflater();

    Deflater deflater(int level);
}
