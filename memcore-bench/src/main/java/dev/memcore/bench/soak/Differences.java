package dev.memcore.bench.soak;

import dev.memcore.bench.soak.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The differences that were found, by kind. All are counted, and the first of each kind is kept. For one thread. */
final class Differences {
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private long count;

    /** The differences with the same signature. */
    static final class Kind {
        private final First first;
        private long count;

        private Kind(First first) {
            this.first = first;
        }

        First first() {
            return first;
        }

        long count() {
            return count;
        }
    }

    /**
     * The first difference of a kind.
     *
     * @param plot the scope, or empty: the store as a whole
     * @param steps what was done in the scope since it was empty, the step that showed the difference last
     * @param when in which process of the run
     */
    record First(String plot, String details, List<Step> steps, String when) {
        /** Copies the list. */
        First {
            steps = List.copyOf(steps);
        }
    }

    /** Adds a difference. Returns whether it is the first of its kind. */
    boolean add(String signature, String plot, String details, List<Step> steps, @Nullable Step last, String when) {
        count++;
        Kind known = kinds.get(signature);
        if (known != null) {
            known.count++;
            return false;
        }
        List<Step> all = new ArrayList<>(steps);
        if (last != null && (all.isEmpty() || !all.getLast().equals(last))) {
            all.add(last);
        }
        Kind kind = new Kind(new First(plot, details, all, when));
        kind.count = 1;
        kinds.put(signature, kind);
        return true;
    }

    long count() {
        return count;
    }

    /** The first of each kind, by signature, in the order in which they were found. */
    Map<String, Kind> kinds() {
        return kinds;
    }
}
