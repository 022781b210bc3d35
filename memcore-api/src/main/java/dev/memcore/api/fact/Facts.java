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
 * The keyed {@linkplain Observation#fact facts} of a scope, as a map from keys to values that change over time. For
 * example, "favourite colour" is "red" now and was "blue" before. A new value ends the previous value but does not
 * delete it: {@link #timeline} returns all values. Keys are compared as a {@link FactKey}. Thread-safe.
 *
 * <p>Reads return facts of all scopes that are visible to the principal. Writes go to exactly this scope. To set the
 * validity, labels or other parts of a fact, use {@link Observation#fact} and {@link
 * MemorySpace#remember(Observation)}.
 */
public interface Facts {
    /**
     * Returns the value of a key that is valid now. If several {@linkplain #values values} are valid, returns the one
     * that was recorded last.
     */
    default Optional<Memory> get(String key) {
        return values(key).stream().reduce((earlier, later) -> later);
    }

    /**
     * Returns all values of a key that are valid now, in the order in which they were recorded. There can be several,
     * for example one in the user's scope and one in the agent's scope.
     */
    List<Memory> values(String key);

    /** Sets the value of a key from now on. Returns when it is durable. */
    default Memory set(String key, String value) {
        return set(Observation.fact(key, value).build());
    }

    /**
     * Sets a value that has other parts in addition to its text.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the observation is not a keyed fact
     */
    Memory set(Observation fact);

    /**
     * Ends the values of a key in exactly this scope. From now on no value is valid, except values that start later.
     * The timeline still contains the values.
     *
     * @return whether there was a value
     */
    boolean close(String key);

    /** Returns all past, present and future values of a key; see {@link MemoryView#timeline}. */
    List<FactValue> timeline(String key);

    /** Returns the keys that have a value now, in their compared form, sorted. O(facts). */
    List<String> keys();
}
