package io.longwire.ws.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.deflate.DeflateProvider;
import io.longwire.ws.codec.deflate.MapSettings;
import io.longwire.ws.codec.deflate.OneLoop;
import io.longwire.ws.codec.handshake.ExtensionHeader;
import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import io.longwire.ws.spi.ExtensionParameters;
import java.util.List;
import java.util.Optional;

/** Compression is negotiated, then used: by a peer that sends what it likes, and by our own other end. */
class DeflateFuzz {
    private static final Limits LIMITS = new Limits(1 << 20, 200_000, 64, 100);
    private static final Object[] HISTORIES = {0, 1024, 3000, "full"};
    private static final int END_OF_OFFER = '\n';

    @FuzzTest
    void negotiatesThenInflates(byte[] data) {
        Input input = new Input(data);
        int seed = input.next();
        MapSettings ours = settings(input);
        MapSettings theirs = settings(input);
        StringBuilder text = new StringBuilder();
        for (int c = input.next(); c != END_OF_OFFER && !input.isEmpty(); c = input.next()) {
            text.append((char) c);
        }
        boolean ownOffer = text.length() == 0;
        DeflateProvider provider = new DeflateProvider();
        List<ExtensionParameters> offers = ownOffer ? provider.offer(theirs) : parse(text.toString());
        Optional<Agreement> agreed = offers.isEmpty() ? Optional.empty() : provider.accept(offers, ours);
        Law.holds(!ownOffer || agreed.isPresent(), "a server of ours takes what a client of ours offers");
        if (agreed.isEmpty()) {
            return;
        }
        Optional<Agreement> confirmed =
                new DeflateProvider().confirm(agreed.get().answer(), theirs);
        Law.holds(!ownOffer || confirmed.isPresent(), "a client of ours takes what a server of ours answers");
        if (seed % 2 == 0 || confirmed.isEmpty()) {
            inflate(seed % 4 < 2 ? Role.SERVER : Role.CLIENT, agreed.get(), input, seed);
        } else if (ownOffer) {
            new RoundTrip(agreed.get(), confirmed.get()).run(input);
        }
    }

    private static List<ExtensionParameters> parse(String offers) {
        try {
            return ExtensionHeader.parse(List.of(offers));
        } catch (Refused refused) {
            return List.of();
        }
    }

    /** Fragments of messages with RSV1, their payload any bytes. */
    private static void inflate(Role reader, Agreement agreement, Input input, int seed) {
        Frames frames = new Frames(reader);
        boolean inside = false;
        while (!input.isEmpty()) {
            int first = input.next();
            byte[] payload = input.next(input.next());
            boolean fin = first % 2 == 0;
            int opcode = inside ? Frames.CONTINUATION : first % 4 < 2 ? Frames.TEXT : Frames.BINARY;
            frames.add(fin, !inside && first % 8 < 6, opcode, payload);
            if (first >= 0xC0) {
                frames.add(true, false, Frames.PING, payload.length > 125 ? new byte[0] : payload);
            }
            inside = !fin;
        }
        // Another connection keeps the loop's streams, so that each run gets those that the last one gave back.
        OneLoop loop = new OneLoop();
        Extension other = agreement.open(loop);
        new Stream(reader, LIMITS, () -> List.of(agreement.open(loop)), 4).judge(frames.bytes(), seed);
        other.close();
    }

    private static MapSettings settings(Input input) {
        int flags = input.next();
        int bits = input.next();
        return MapSettings.of(
                "history",
                HISTORIES[flags & 3],
                "server-no-context-takeover",
                (flags & 4) != 0,
                "client-no-context-takeover",
                (flags & 8) != 0,
                "threshold",
                (flags & 16) != 0 ? 0 : 200,
                "level",
                (flags & 32) != 0 ? 9 : 1,
                "server-max-window-bits",
                8 + (bits & 7),
                "client-max-window-bits",
                8 + (bits >> 3 & 7));
    }
}
