package io.longwire.ws.broadcast.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.Published;
import io.longwire.ws.broadcast.spi.Stored;
import io.longwire.ws.broadcast.spi.Stretch;
import io.longwire.ws.broadcast.spi.Stretch.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what scripts and channels say. */
final class Reply {
    /** More than the longest head: 19 digits, an epoch of 32, a tag of 16. */
    private static final int LONGEST_HEAD = 80;

    private Reply() {}

    static Published published(List<Object> reply) {
        return new Published(position(reply, 1), (Long) reply.get(0) == 1);
    }

    /** Epoch, offset and tag, from an index on. */
    static Position position(List<Object> reply, int from) {
        return new Position(
                text(reply.get(from)), Long.parseLong(text(reply.get(from + 1))), text(reply.get(from + 2)));
    }

    static Stretch stretch(List<Object> reply) {
        Position top = position(reply, 1);
        List<Stored> entries = list(reply.get(4)).stream()
                .map(entry -> stored(top.epoch(), list(entry)))
                .toList();
        return new Stretch(Status.valueOf(text(reply.get(0))), top, entries);
    }

    /** As {@link #stretch}, of entries that come backwards. */
    static Stretch backwards(List<Object> reply) {
        Stretch stretch = stretch(reply);
        List<Stored> turned = new ArrayList<>(stretch.publications());
        Collections.reverse(turned);
        return new Stretch(stretch.status(), stretch.top(), List.copyOf(turned));
    }

    /** {@code offset-0}, and the fields g and d with their values. */
    private static Stored stored(String epoch, List<Object> entry) {
        String id = text(entry.get(0));
        List<Object> fields = list(entry.get(1));
        long offset = Long.parseLong(id.substring(0, id.indexOf('-')));
        return new Stored(new Position(epoch, offset, text(fields.get(1))), data((byte[]) fields.get(3), 0));
    }

    /** {@code offset epoch tag\n} and the data; without a history {@code \n} and the data. Anything else is data that is not kept. */
    static Stored message(byte[] message) {
        int end = endOfHead(message);
        if (end == message.length) {
            return new Stored(Position.NONE, data(message, 0));
        }
        String[] head = new String(message, 0, end, UTF_8).split(" ", -1);
        boolean kept = head.length == 3 && head[0].matches("[1-9][0-9]{0,17}") && !head[1].isEmpty();
        Position position = kept ? new Position(head[1], Long.parseLong(head[0]), head[2]) : Position.NONE;
        return new Stored(position, data(message, end + 1));
    }

    /** Where the first line ends, if it is not longer than a head is; otherwise the length. */
    static int endOfHead(byte[] message) {
        for (int i = 0; i < Math.min(message.length, LONGEST_HEAD); i++) {
            if (message[i] == '\n') {
                return i;
            }
        }
        return message.length;
    }

    /** What is kept of a member: {@code incarnation\n length-of-user\n user info}. */
    static byte[] member(String incarnation, Present member) {
        return Keys.bytes(incarnation + "\n" + member.user().length() + "\n" + member.user() + member.info());
    }

    static String incarnation(byte[] member) {
        String text = Keys.text(member);
        return text.substring(0, Math.max(0, text.indexOf('\n')));
    }

    static Present present(byte[] connection, byte[] member) {
        String text = Keys.text(member);
        int length = text.indexOf('\n') + 1;
        int user = text.indexOf('\n', length) + 1;
        int info = user + Integer.parseInt(text.substring(length, user - 1));
        return new Present(Keys.text(connection), text.substring(user, info), text.substring(info));
    }

    static List<String> texts(List<Object> reply) {
        return reply.stream().map(Reply::text).toList();
    }

    private static String text(Object bytes) {
        return Keys.text((byte[]) bytes);
    }

    @SuppressWarnings("unchecked") // what Redis calls an array is this
    private static List<Object> list(Object reply) {
        return (List<Object>) reply;
    }

    static ByteBuffer data(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes, from, bytes.length - from).slice().asReadOnlyBuffer();
    }
}
