package io.longwire.ws.examples.cli;

import java.io.Console;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Whether people sit at both ends of this process. */
public final class Tty {
    private Tty() {}

    /** Whether stdin and stdout are terminals. Up to JDK 21 a console says so by being there; later ones are asked. */
    @SuppressWarnings("SystemConsoleNull") // both are asked
    public static boolean isInteractive() {
        @Nullable Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            MethodHandle isTerminal = MethodHandles.publicLookup()
                    .findVirtual(Console.class, "isTerminal", MethodType.methodType(boolean.class));
            return (boolean) isTerminal.invokeExact(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether colours are wanted: see no-color.org. */
    public static boolean wantsColours() {
        @Nullable String refusal = System.getenv("NO_COLOR");
        return refusal == null || refusal.isEmpty();
    }
}
