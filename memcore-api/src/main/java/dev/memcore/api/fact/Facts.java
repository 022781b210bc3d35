package dev.memcore.api.fact;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import java.util.Optional;

/**
 * The keyed {@linkplain Observation#fact facts} of a scope as a map from names to values that change over time: "favourite colour" is
 * "red" now, and was "blue" before. Setting a value ends the one before it, and keeps it: {@link #timeline} has all values. Keys are
 * compared as a {@link FactKey}. Thread-safe.
 *
 * <p>Reads see what the reader sees, in all scopes that it sees; writes go to exactly this scope. A fact with a validity, labels or
 * other parts is made with {@link Observation#fact} and {@link MemorySpace#remember(Observation)}.
 */
public interface Facts {
    /** The value of a key that is valid now. If several are (see {@link #values}), the one recorded last. */
    default Optional<Memory> get(String key) {
        return values(key).stream().reduce((earlier, later) -> later);
    }

    /** All values of a key that are valid now, such as one of the user's and one of the agent's scope; in the order of their recording. */
    List<Memory> values(String key);

    /** Sets the value of a key from now on; returns once it is durable. */
    default Memory set(String key, String value) {
        return set(Observation.fact(key, value).build());
    }

    /**
     * Sets a value with more parts than its text.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is not a keyed fact
     */
    Memory set(Observation fact);

    /**
     * Ends the values of a key that belong to exactly this scope: none is valid from this moment on, except those that start later. They
     * stay in the timeline.
     *
     * @return whether there was one
     */
    boolean close(String key);

    /** All values of a key, past, present and future; see {@link MemoryView#timeline}. */
    List<FactValue> timeline(String key);

    /** The keys that have a value now, in the form in which keys are compared, sorted. O(facts). */
    List<String> keys();
}
