package io.longwire.ws.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.Role;
import java.util.Arrays;

/** Well-formed frames in any order against limits of any size, judged by {@link Model} too. */
class AssemblerFuzz {
    private static final int[] OPCODES = {
        Frames.CONTINUATION, Frames.CONTINUATION, Frames.TEXT, Frames.BINARY, Frames.PING, Frames.PONG
    };
    /** Frames behind the one that breaks a limit: nothing is told of them, however many they are. */
    private static final int AFTER_THE_END = 3;

    private static final int[] SIZES = {0, 1, 2, 3, 5, 8, 13, 40, 125, 126, 127, 300, 1500};

    @FuzzTest
    void putsMessagesTogetherAndKeepsTheLimits(byte[] data) {
        Input input = new Input(data);
        int seed = input.next();
        Role role = seed % 2 == 0 ? Role.SERVER : Role.CLIENT;
        Limits limits = new Limits(size(input.next()), 2L * size(input.next()), 1 + input.next() % 16, 0);
        Frames frames = new Frames(role);
        Model model = new Model(limits);
        int after = 0;
        while (!input.isEmpty() && after < AFTER_THE_END) {
            after += model.failed() ? 1 : 0;
            int first = input.next();
            int opcode = OPCODES[(first & 0x7F) % OPCODES.length];
            boolean control = opcode >= Frames.CLOSE;
            boolean fin = control || first >= 0x80;
            int size = SIZES[input.next() % (control ? 9 : SIZES.length)];
            byte[] payload = size <= 8 ? input.next(size) : repeated(input.next(), size);
            frames.add(fin, false, opcode, payload);
            model.frame(fin, opcode, payload);
        }
        Law.same(model.toString(), Stream.plain(role, limits).judge(frames.bytes(), seed), "the model's and ours");
    }

    private static int size(int choice) {
        return Math.max(1, SIZES[choice % SIZES.length]);
    }

    private static byte[] repeated(int value, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
