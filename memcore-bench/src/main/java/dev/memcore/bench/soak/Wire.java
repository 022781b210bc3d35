package dev.memcore.bench.soak;

import dev.memcore.bench.harness.Protocol;
import dev.memcore.bench.soak.model.Made;
import dev.memcore.bench.soak.model.Plot;
import dev.memcore.bench.soak.model.Step;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The protocol by which the process that hosts the store reports to its parent, in lines of fields. Every step is
 * reported before it starts and after it is done, so that after a kill the parent knows what the store must contain.
 * Safe for use by several threads.
 */
final class Wire {
    /** The kinds of lines; the name is the first field. */
    enum Line {
        /** The store is open, and its earlier contents are verified. */
        READY,
        /** A step starts: scope, step. */
        STEP,
        /** The step is done: scope, result. */
        DONE,
        /** A scope is no longer used: scope. */
        ENDED,
        /** Erased words, which must not occur in any file: words. */
        ERASED,
        /** A difference: scope or empty, signature, details, step or empty. */
        DIFFERENCE,
        /** Counts since the last such line: cancelled, reopened, operations by kind. */
        COUNTS
    }

    private static final String FIELD = "\t";

    /** The exit code of a process whose parent is gone. */
    private static final int ORPHANED = 3;

    private final Protocol parent = new Protocol();

    void ready() {
        send(Line.READY);
    }

    void step(Plot plot, Step step) {
        send(Line.STEP, plot.id(), step.line());
    }

    void done(Plot plot, String made) {
        send(Line.DONE, plot.id(), made);
    }

    void done(Plot plot, Made made) {
        done(plot, made.line());
    }

    void ended(Plot plot) {
        send(Line.ENDED, plot.id());
    }

    void erased(Collection<String> words) {
        if (!words.isEmpty()) {
            send(Line.ERASED, String.join(" ", words));
        }
    }

    void difference(String plot, Failure failure, String step) {
        send(Line.DIFFERENCE, plot, failure.signature(), failure.details(), step);
    }

    void counts(long cancelled, long reopened, Map<String, Long> operations) {
        String each = operations.entrySet().stream()
                .map(count -> count.getKey() + "=" + count.getValue())
                .collect(Collectors.joining(","));
        send(Line.COUNTS, Long.toString(cancelled), Long.toString(reopened), each);
    }

    private void send(Line line, String... fields) {
        StringBuilder text = new StringBuilder(line.name());
        for (String field : fields) {
            text.append(FIELD)
                    .append(field.replace('\t', ' ').replace('\n', ' ').replace('\r', ' '));
        }
        try {
            parent.send(text.toString());
        } catch (UncheckedIOException e) {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    /** The fields of a line, the mark first. */
    static String[] fields(String line) {
        return line.split(FIELD, -1);
    }
}
