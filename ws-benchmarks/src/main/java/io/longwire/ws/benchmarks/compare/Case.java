package io.longwire.ws.benchmarks.compare;

import io.longwire.ws.benchmarks.load.Payload;
import io.longwire.ws.benchmarks.load.Traffic;
import io.longwire.ws.benchmarks.server.Contestant;
import java.util.Locale;

/** What is measured. */
enum Case {
    BINARY_64("64 B, 1 in flight", new Traffic(Payload.BINARY, 64, 100, 1, false, false)),
    BINARY_64_X16("64 B, 16 in flight", new Traffic(Payload.BINARY, 64, 100, 16, false, false)),
    TEXT_1K("1 KiB text", new Traffic(Payload.TEXT, 1024, 100, 1, false, false)),
    BINARY_16K("16 KiB binary", new Traffic(Payload.BINARY, 16 * 1024, 100, 1, false, false)),
    TEXT_16K("16 KiB ASCII text", new Traffic(Payload.TEXT, 16 * 1024, 100, 1, false, false)),
    UTF8_16K("16 KiB mixed UTF-8", new Traffic(Payload.UTF8, 16 * 1024, 100, 1, false, false)),
    BINARY_1M("1 MiB binary", new Traffic(Payload.BINARY, 1024 * 1024, 10, 1, false, false)),
    TEXT_1M("1 MiB ASCII text", new Traffic(Payload.TEXT, 1024 * 1024, 10, 1, false, false)),
    DEFLATE_1K("1 KiB text, deflate", new Traffic(Payload.TEXT, 1024, 100, 1, false, true)),
    CAST_64("64 B to 1,000, each", new Traffic(Payload.BINARY, 64, 1000, 16, true, false)),
    CAST_1K("1 KiB to 1,000, each", new Traffic(Payload.BINARY, 1024, 1000, 16, true, false));

    private final String title;
    private final Traffic traffic;

    Case(String title, Traffic traffic) {
        this.title = title;
        this.traffic = traffic;
    }

    String title() {
        return title;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Whether there is such a load for it. A floor neither compresses nor knows of others; Tyrus does not compress. */
    boolean fits(Contestant contestant) {
        if (contestant == Contestant.TYRUS && traffic.deflate()) {
            return false;
        }
        return !contestant.raw() || !traffic.cast() && !traffic.deflate();
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
