package io.longwire.ws.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import java.util.Arrays;
import java.util.HexFormat;

/** The body of a Close frame, judged by a few lines of our own too (RFC 6455, 5.5.1 and 7.4). */
class CloseBodyFuzz {
    private static final Limits LIMITS = new Limits(1 << 20, 1 << 20, 4096, 100);

    @FuzzTest
    void isAnsweredAsTheStandardSays(byte[] data) {
        Input input = new Input(data);
        int seed = input.next();
        Role role = seed % 2 == 0 ? Role.SERVER : Role.CLIENT;
        byte[] body = input.next(200);
        byte[] frame = new Frames(role).add(true, false, Frames.CLOSE, body).bytes();
        String told = Stream.plain(role, LIMITS).judge(frame, seed);
        String expected = expected(body);
        Law.holds(told.startsWith(expected), "told " + told + "expected " + expected);
    }

    private static String expected(byte[] body) {
        if (body.length > 125) {
            return Expected.lines(Violation.CONTROL_TOO_LONG);
        }
        if (body.length == 0) {
            return "> CLOSE \nclosed 1005 \n";
        }
        if (body.length == 1) {
            return Expected.lines(Violation.CLOSE_ONE_BYTE);
        }
        int code = (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        boolean allowed =
                code >= 1000 && code < 5000 && !(code >= 1015 && code < 3000) && !(code >= 1004 && code < 1007);
        if (!allowed) {
            return Expected.lines(Violation.CLOSE_CODE);
        }
        byte[] text = Arrays.copyOfRange(body, 2, body.length);
        if (!StrictUtf8.isText(text)) {
            return Expected.lines(Violation.CLOSE_TEXT_NOT_UTF8);
        }
        HexFormat hex = HexFormat.of();
        return "> CLOSE " + hex.formatHex(body, 0, 2) + "\nclosed " + code + " " + hex.formatHex(text) + "\n";
    }
}
