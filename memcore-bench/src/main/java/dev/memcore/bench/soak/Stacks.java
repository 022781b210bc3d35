package dev.memcore.bench.soak;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Returns stack traces of the process. */
final class Stacks {
    private static final int FRAMES = 25;

    private Stacks() {}

    /** Returns the threads of the library and of the soak test, each with its first frames. */
    static String all() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("dev.memcore")))
                .map(Stacks::one)
                .collect(Collectors.joining(" || "));
    }

    private static String one(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getName() + " " + thread.getKey().getState() + ": "
                + Arrays.stream(thread.getValue())
                        .limit(FRAMES)
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                        .collect(Collectors.joining(" < "));
    }
}
