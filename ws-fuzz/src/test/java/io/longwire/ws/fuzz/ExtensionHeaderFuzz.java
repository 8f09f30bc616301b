package io.longwire.ws.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.codec.deflate.DeflateProvider;
import io.longwire.ws.codec.deflate.MapSettings;
import io.longwire.ws.codec.handshake.ExtensionHeader;
import io.longwire.ws.codec.handshake.Negotiation;
import io.longwire.ws.codec.handshake.Negotiation.Configured;
import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.ExtensionParameters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Sec-WebSocket-Extensions}: cut at its commas it says the same, and what is written is read again. */
class ExtensionHeaderFuzz {
    private static final Negotiation NEGOTIATION =
            new Negotiation(List.of(new Configured(new DeflateProvider(), MapSettings.of())));

    @FuzzTest
    void readsOrRefuses(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        List<ExtensionParameters> whole = parse(List.of(text));
        // A comma may stand nowhere but between two extensions, and several header lines are one list.
        List<ExtensionParameters> cut = parse(Arrays.asList(text.split(",", -1)));
        Law.holds(whole == null ? cut == null : whole.equals(cut), "whole and cut at the commas");
        if (whole != null) {
            writesWhatItReads(whole);
            negotiates(whole);
        }
    }

    private static @Nullable List<ExtensionParameters> parse(List<String> lines) {
        try {
            return ExtensionHeader.parse(lines);
        } catch (Refused refused) {
            Law.holds(refused.status() == 400, "a malformed header is 400");
            return null;
        }
    }

    private static void writesWhatItReads(List<ExtensionParameters> extensions) {
        boolean emptyValue = extensions.stream()
                .flatMap(extension -> extension.parameters().stream())
                .anyMatch(parameter -> "".equals(parameter.value()));
        if (!emptyValue) {
            Law.same(extensions, parse(List.of(ExtensionHeader.format(extensions))), "written and read again");
        }
    }

    private static void negotiates(List<ExtensionParameters> extensions) {
        List<Agreement> agreed = NEGOTIATION.accept(extensions);
        Law.holds(agreed.size() <= 1, "one extension is agreed to at most once");
        for (Agreement agreement : agreed) {
            Law.same(
                    List.of(agreement.answer()),
                    parse(List.of(ExtensionHeader.format(List.of(agreement.answer())))),
                    "the answer can be read");
        }
        try {
            NEGOTIATION.confirm(extensions);
        } catch (HandshakeFailed expected) {
            Law.holds(expected.status() == 101, "an answer is refused after the 101");
        }
    }
}
