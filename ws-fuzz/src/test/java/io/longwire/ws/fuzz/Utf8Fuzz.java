package io.longwire.ws.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.longwire.ws.codec.Utf8;
import java.nio.ByteBuffer;

/** The automaton against the JDK's decoder: the same verdict, in pieces too, and at the first byte that allows it. */
class Utf8Fuzz {
    @FuzzTest
    void agreesWithTheJdk(byte[] data) {
        Input input = new Input(data);
        Cuts cuts = input.cuts();
        byte[] text = input.rest();
        ByteBuffer bytes = ByteBuffer.wrap(text);
        boolean valid = StrictUtf8.isText(text);
        Law.holds(Utf8.isValid(bytes) == valid, "the verdict on the whole");

        boolean ascii = true;
        int state = Utf8.ACCEPT;
        for (int at = 0; at < text.length; ) {
            int size = cuts.next(text.length - at);
            ascii &= Utf8.isAscii(bytes, at, size);
            state = Utf8.advance(state, bytes, at, size);
            at += size;
            Law.holds(state != Utf8.REJECT == StrictUtf8.mayBecomeText(text, at), "the verdict on the bytes so far");
        }
        Law.holds((state == Utf8.ACCEPT) == valid, "the verdict on the pieces");
        Law.holds(Utf8.isAscii(bytes) == ascii, "ASCII, whole and in pieces");
        Law.holds(!ascii || valid, "all ASCII is text");
        Law.holds(bytes.remaining() == text.length, "the buffer is left alone");
    }
}
