package io.longwire.ws.examples.connect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes as people read them: offset, sixteen bytes in hex, and the same as ASCII. */
final class HexDump {
    static final int MOST_BYTES = 256;
    private static final int PER_LINE = 16;

    private HexDump() {}

    /** The lines of a dump, the first of them the size; what is longer than {@link #MOST_BYTES} is cut and told. */
    static List<String> of(ByteBuffer data) {
        int size = data.remaining();
        int shown = Math.min(size, MOST_BYTES);
        List<String> lines = new ArrayList<>();
        lines.add("binary, " + size + (size == 1 ? " byte" : " bytes"));
        for (int from = 0; from < shown; from += PER_LINE) {
            lines.add(line(data, from, Math.min(from + PER_LINE, shown)));
        }
        if (shown < size) {
            lines.add("... and " + (size - shown) + " more");
        }
        return lines;
    }

    private static String line(ByteBuffer data, int from, int to) {
        StringBuilder hex = new StringBuilder(String.format("%08x ", from));
        StringBuilder ascii = new StringBuilder();
        for (int i = from; i < from + PER_LINE; i++) {
            hex.append(i % 8 == 0 ? " " : "");
            if (i < to) {
                int b = data.get(data.position() + i) & 0xFF;
                hex.append(String.format("%02x ", b));
                ascii.append(b >= 0x20 && b < 0x7F ? (char) b : '.');
            } else {
                hex.append("   ");
            }
        }
        return hex + " |" + ascii + "|";
    }
}
