package dev.memcore.api.fact;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * What is known about one key now: an entry of {@link Facts#profile()}.
 *
 * @param key the key in its compared form, see {@link FactKey}
 * @param values the values that are valid now, in the order in which they were recorded; at least one
 * @param contested whether the values contradict each other, so that at most one is true
 */
public record ProfileEntry(String key, List<Memory> values, boolean contested) {
    /** Copies the list. */
    public ProfileEntry {
        Arguments.present(key, "key");
        values = Arguments.list(values, "values");
        Arguments.require(!values.isEmpty(), "an entry of a profile needs a value");
    }
}
