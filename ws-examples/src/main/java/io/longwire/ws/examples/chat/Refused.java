package io.longwire.ws.examples.chat;

/** A member asked for something that the room does not do. The connection goes on. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as told to the client: a word for programs, a sentence for people. */
    enum Reason {
        NAME_INVALID("name-invalid", "A name has 1 to 32 visible characters."),
        NAME_TAKEN("name-taken", "Somebody in this room has that name."),
        ROOM_FULL("room-full", "This room is full."),
        ROOMS_FULL("rooms-full", "There are too many rooms; try one that exists."),
        TEXT_EMPTY("text-empty", "There is nothing to say in that message."),
        TEXT_TOO_LONG("text-too-long", "A message has at most 2000 characters."),
        TOO_FAST("too-fast", "That was too fast; it is tried again in a moment."),
        BUSY("busy", "There is too much to tell; it is tried again in a moment."),
        HELLO_FIRST("hello-first", "Say hello with a name first.");

        private final String code;
        private final String sentence;

        Reason(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        String code() {
            return code;
        }

        String sentence() {
            return sentence;
        }
    }

    private final Reason reason;
    private final long waitMillis;

    Refused(Reason reason) {
        this(reason, 0);
    }

    Refused(Reason reason, long waitMillis) {
        super(reason.sentence(), null, false, false);
        this.reason = reason;
        this.waitMillis = waitMillis;
    }

    Reason reason() {
        return reason;
    }

    /** After how long it may be tried again, 0 when that would not help. */
    long waitMillis() {
        return waitMillis;
    }
}
