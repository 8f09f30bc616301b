package io.longwire.ws.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** As much of DER (ITU-T X.690) as a certificate is made of. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int UTF8 = 0x0c;
    static final int UTC_TIME = 0x17;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int LONG_FORM = 0x80;

    private Der() {}

    /** A value with its tag and length, made of parts in order. */
    static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length < LONG_FORM) {
            whole.write(length);
        } else {
            // X.690, 10.1: "encoded in the minimum number of octets"; browsers insist.
            whole.write(LONG_FORM | (length < 0x100 ? 1 : 2));
            if (length >= 0x100) {
                whole.write(length >> 8);
            }
            whole.write(length);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    static byte[] text(int tag, String text) {
        return of(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bits, as many as whole bytes but the unused ones at the end. */
    static byte[] bits(int unused, byte[] bytes) {
        return of(0x03, new byte[] {(byte) unused}, bytes);
    }

    static byte[] truth() {
        return of(0x01, new byte[] {(byte) 0xff});
    }

    /** An object identifier in dotted form. */
    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >> shift != 0) {
                    content.write(LONG_FORM | (arc >> shift & 0x7f));
                }
            }
            content.write(arc & 0x7f);
        }
        return of(0x06, content.toByteArray());
    }
}
