package io.longwire.ws.examples.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A terminal: what arrives is printed above the line that is being written. */
final class TerminalScreen implements Screen {
    private static final AttributedStyle ARRIVED = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle NOTE = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

    private final Terminal terminal;
    private final LineReader reader;
    private final boolean colours;

    TerminalScreen(boolean colours) throws IOException {
        this.terminal = TerminalBuilder.builder().system(true).build();
        // A line that begins with "!" is a message, not a piece of history.
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("longwire")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.BRACKETED_PASTE, true)
                .build();
        this.colours = colours;
    }

    /**
     * The next line.
     *
     * @throws org.jline.reader.EndOfFileException at Ctrl-D
     * @throws org.jline.reader.UserInterruptException at Ctrl-C
     */
    String line() {
        return reader.readLine("> ");
    }

    @Override
    public void text(String text) {
        above(ARRIVED, "< " + Visible.of(text));
    }

    @Override
    public void binary(ByteBuffer data) {
        HexDump.of(data).forEach(line -> above(ARRIVED, "< " + line));
    }

    @Override
    public void note(String sentence) {
        above(NOTE, Visible.of(sentence));
    }

    private void above(AttributedStyle style, String line) {
        reader.printAbove(new AttributedStringBuilder()
                .append(line, colours ? style : AttributedStyle.DEFAULT)
                .toAttributedString());
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
