package io.longwire.ws.examples.chat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may be a name, a room or a text, and which names are one and the same. */
final class Words {
    static final int LONGEST_NAME = 32;
    static final int LONGEST_TEXT = 2000;

    /** Nothing that is invisible, turns the direction of what follows, or is no character; a joiner inside an emoji may be. */
    private static final Pattern UNFIT_FOR_NAMES =
            Pattern.compile("[\\p{Cc}\\p{Cn}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}[\\p{Cf}&&[^\\u200D]]]");

    private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{S}\\p{P}]");
    private static final Pattern ROOM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]{0,39}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

    private Words() {}

    /** The name as it is shown, with single spaces, or empty when it cannot be one. */
    static Optional<String> name(String given) {
        String name = squeeze(given);
        boolean fits = !UNFIT_FOR_NAMES.matcher(name).find()
                && VISIBLE.matcher(name).find()
                && name.codePointCount(0, name.length()) <= LONGEST_NAME;
        return fits ? Optional.of(name) : Optional.empty();
    }

    /** The room's name as it is shown, or empty when it cannot be one. */
    static Optional<String> room(String given) {
        // Compatibility forms can be 18 times as long once they are taken apart, so that comes before the length.
        String room = squeeze(Normalizer.normalize(given, Normalizer.Form.NFKC));
        return ROOM.matcher(room).matches() ? Optional.of(room) : Optional.empty();
    }

    /** What is equal for names that people would take for the same. */
    static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** The text as it is told: well-formed, without control characters, without more than one empty line in a row. */
    static String text(String given) throws Refused {
        if (given.length() > 2 * LONGEST_TEXT) {
            throw new Refused(Refused.Reason.TEXT_TOO_LONG);
        }
        String lines = given.replace("\r\n", "\n").replace('\r', '\n');
        String clean = CONTROLS.matcher(wellFormed(lines)).replaceAll("");
        String text = EMPTY_LINES.matcher(clean).replaceAll("\n\n").strip();
        if (text.isEmpty()) {
            throw new Refused(Refused.Reason.TEXT_EMPTY);
        }
        if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
            throw new Refused(Refused.Reason.TEXT_TOO_LONG);
        }
        return text;
    }

    /** JSON can spell half a surrogate pair; a WebSocket text cannot carry it. */
    private static String wellFormed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String squeeze(String given) {
        return SPACES.matcher(given).replaceAll(" ").strip();
    }
}
