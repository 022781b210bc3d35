package dev.memcore.api.operation;

import dev.memcore.api.check.Arguments;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A topic whose memories are to be erased, such as a person. See {@link
 * dev.memcore.api.MemorySpace#previewErasure(ErasureTopic)}.
 *
 * @param names the names of the topic and phrases for it, such as "Tom" and "my ex"; at least one. Case, the plural s and
 *     a leading article or possessive do not matter: "my ex" also matches "her ex" and "ex-husband"
 * @param aliases whether names that the memories give for a phrase are names of the topic, too: Tom, if a memory says
 *     "my ex Tom" or "Tom is my ex"
 * @param minRelevance the least {@linkplain dev.memcore.api.Recalled#relevance() relevance} of memories that do not name
 *     the topic, in [0, 1]; with 1, only memories that name it are selected, and what was derived from them
 * @param exactScope whether only memories of exactly the principal's scope are selected; if false, all that the principal
 *     sees, which includes shared memories
 */
public record ErasureTopic(Set<String> names, boolean aliases, double minRelevance, boolean exactScope) {
    /** The maximum number of names. */
    public static final int MAX_NAMES = 50;

    /** Checks the names and the relevance. */
    public ErasureTopic {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(Arguments.allPresent(names, "names")));
        Arguments.require(!names.isEmpty(), "a topic needs at least one name");
        Arguments.atMost(names.size(), MAX_NAMES, "names");
        names.forEach(name -> {
            Arguments.name(name, "name of a topic");
            Arguments.require(
                    name.codePoints().anyMatch(Character::isLetterOrDigit),
                    "a name of a topic needs a letter or digit, but is \"" + name + '"');
        });
        Arguments.unit(minRelevance, "minRelevance");
    }

    /**
     * Returns a topic with names and phrases. Their aliases are included. Memories that do not name the topic are not
     * selected. All memories that the principal sees are searched.
     */
    public static ErasureTopic of(String... names) {
        return new ErasureTopic(new LinkedHashSet<>(Arguments.allPresent(names, "names")), true, 1, false);
    }

    /** Returns this topic without the names that memories give for its phrases. */
    public ErasureTopic withoutAliases() {
        return new ErasureTopic(names, false, minRelevance, exactScope);
    }

    /** Returns this topic with memories that do not name it, but are at least so relevant to its names. */
    public ErasureTopic withMinRelevance(double least) {
        return new ErasureTopic(names, aliases, least, exactScope);
    }

    /** Returns this topic, limited to memories of exactly the principal's scope. */
    public ErasureTopic withinExactScope() {
        return new ErasureTopic(names, aliases, minRelevance, true);
    }
}
