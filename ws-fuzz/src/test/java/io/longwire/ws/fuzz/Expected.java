package io.longwire.ws.fuzz;

import io.longwire.ws.codec.Violation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a {@link Journal} has to say. */
final class Expected {
    private Expected() {}

    /** The lines of a violation: the Close frame it is answered with, and what it is. */
    static String lines(Violation violation) {
        HexFormat hex = HexFormat.of();
        String code = hex.toHexDigits((short) violation.closeCode());
        String text = hex.formatHex(violation.sentence().getBytes(StandardCharsets.US_ASCII));
        return "> CLOSE " + code + text + "\n! " + violation + " \n";
    }
}
