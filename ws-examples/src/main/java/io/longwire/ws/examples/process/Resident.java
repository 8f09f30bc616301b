package io.longwire.ws.examples.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has in memory. */
public final class Resident {
    private static final Pattern LINE = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private Resident() {}

    /** Bytes; empty where the system does not tell. */
    public static OptionalLong of(long pid) {
        try {
            Matcher matcher = LINE.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1)) * 1024) : OptionalLong.empty();
        } catch (IOException noSuchSystem) {
            return OptionalLong.empty();
        }
    }
}
