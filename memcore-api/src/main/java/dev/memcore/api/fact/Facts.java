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
    /** The attribute that names the key to which a value was {@linkplain #add added}, in its compared form. */
    String VALUE_OF = "memcore.valueOf";

    /** The attribute that marks the values of a {@linkplain #contest contested} key; true. */
    String CONTESTED = "memcore.contested";

    /** The attribute that holds when a value was last {@linkplain #confirm confirmed}. */
    String CONFIRMED = "memcore.confirmed";

    /**
     * Returns the value of a key that is valid now. If several {@linkplain #values values} are valid, returns the one
     * that was recorded last.
     */
    default Optional<Memory> get(String key) {
        return values(key).stream().reduce((earlier, later) -> later);
    }

    /**
     * Returns all values of a key that are valid now, in the order in which they were recorded. There can be several:
     * for example one in the user's scope and one in the agent's scope, {@linkplain #add added} values, or {@linkplain
     * #contest contested} ones.
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

    /**
     * Adds a value to a key that can have several values at once, such as the languages that a person speaks. If the
     * value is valid already, nothing is changed, and the present memory is returned. Values are compared like keys, see
     * {@link FactKey}. Each value has a validity and a timeline of its own.
     *
     * @param value the value; key and value together have at most 250 characters
     */
    Memory add(String key, String value);

    /**
     * Ends one {@linkplain #add added} value of a key in exactly this scope. The timeline still contains it.
     *
     * @return whether the value was valid
     */
    boolean remove(String key, String value);

    /**
     * Records that a value that is valid now was confirmed. Its confidence rises: each confirmation halves the doubt, so
     * that .6 becomes .8 and then .9. The time of the confirmation is kept in {@link #CONFIRMED}.
     *
     * @return the values in exactly this scope, in their new versions; empty if the key has none
     */
    List<Memory> confirm(String key);

    /**
     * Replaces a value that was never true. The new value is valid from the start of the wrong one. The wrong one is
     * superseded, so that it is valid at no time; history and timeline still contain it. Use {@link #set(String, String)}
     * for a value that has changed. If the key has no value, the new value is set.
     *
     * @param reason why the earlier value is wrong; kept in the log
     * @return the new value
     */
    Memory correct(String key, String value, String reason);

    /**
     * Records a value that contradicts the present one, if it is not known which one is true. Both are valid and marked
     * as {@link #CONTESTED} until the contradiction is {@linkplain #resolve resolved}. If the key has no value, or already
     * this value, the value is set.
     *
     * @return the contesting value
     */
    Memory contest(String key, String value);

    /**
     * Resolves a contradiction: one value is true, and the others are superseded by it.
     *
     * @param value the true value, which may also be a new one
     * @param reason why it is true; kept in the log
     * @return the true value
     * @throws MemoryException {@link ErrorCode#CONFLICT} if no values of the key are contested in this scope
     */
    Memory resolve(String key, String value, String reason);

    /** Returns what is known now, sorted by key. O(facts). */
    List<ProfileEntry> profile();

    /** Returns all past, present and future values of a key; see {@link MemoryView#timeline}. */
    List<FactValue> timeline(String key);

    /** Returns the keys that have a value now, in their compared form, sorted. O(facts). */
    List<String> keys();
}
