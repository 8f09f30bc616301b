package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import io.longwire.ws.conformance.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Section E, bytes that are no frames, or not those that they seem. */
final class RowsOfNoise {
    /** Each transport and link has a twelfth of a million, in each way to cut. */
    private static final int SEEDS = Rows.times(100, 1_000_000 / 12);

    private static final Set<String> ENDS = Set.of("1002", "1003", "1006", "1007", "1008", "1009");

    private RowsOfNoise() {}

    static void declare(Rows rows) {
        rows.row(109, SEEDS + " payloads longer than announced" + Rows.scaled("a million seeds in all"))
                .bothRoles()
                .when(RowsOfNoise::desynchronised, judged());
        rows.row(110, SEEDS + " streams of random bytes" + Rows.scaled("a million seeds in all"))
                .bothRoles()
                .when(RowsOfNoise::random, judged());
    }

    private static void desynchronised(Play play) throws Exception {
        play.open();
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(109_000 + seed);
            byte[] payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
            Peer peer = play.openAnother();
            Frame frame = Frame.of(1 + random.nextInt(2), payload);
            byte[] more = new byte[1 + random.nextInt(40)];
            random.nextBytes(more);
            byte[] head = peer.bytes(frame);
            byte[] all = Arrays.copyOf(head, head.length + more.length);
            System.arraycopy(more, 0, all, head.length, more.length);
            end(peer, all);
        }
    }

    private static void random(Play play) throws Exception {
        play.open();
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(110_000 + seed);
            byte[] bytes = new byte[2 + random.nextInt(300)];
            random.nextBytes(bytes);
            if (random.nextInt(4) > 0) { // most begin as a frame may
                int opcode = new int[] {0, 1, 2, 8, 9, 10}[random.nextInt(6)];
                bytes[0] = (byte) (bytes[0] & 0x80 | opcode);
                bytes[1] = (byte) (bytes[1] & 0x7f | (play.role() == Role.SERVER ? 0x80 : 0));
            }
            end(play.openAnother(), bytes);
        }
    }

    /** Nothing hangs: after the peer's FIN the end comes. */
    private static void end(Peer peer, byte[] bytes) throws Exception {
        peer.send(bytes);
        peer.fin();
        peer.awaitEnd();
        peer.close();
    }

    private static Expected judged() {
        return new Tallied("C:100x", told -> {
            List<String> ends = told.ends();
            String last = ends.get(ends.size() - 1);
            return last.endsWith(" by PEER") || ENDS.contains(last.split(" ")[1]);
        });
    }
}
