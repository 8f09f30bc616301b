package io.longwire.ws.examples.connect;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages to stdout and nothing else: a text as it is and a line end, bytes as a dump. Notes go to stderr. */
final class PipeScreen implements Screen {
    private final PrintStream out;
    private final PrintStream err;

    PipeScreen(PrintStream out, PrintStream err) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = err;
    }

    @Override
    public synchronized void text(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public synchronized void binary(ByteBuffer data) {
        HexDump.of(data).forEach(out::println);
        out.flush();
    }

    @Override
    public void note(String sentence) {
        err.println(sentence);
    }

    @Override
    public void close() {
        out.flush();
    }
}
