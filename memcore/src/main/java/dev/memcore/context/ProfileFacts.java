package dev.memcore.context;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.fact.ProfileEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A fact that is valid now.
 *
 * @param label its key, and whether its values contradict each other
 * @param memory the fact
 */
record ProfileFacts(String label, Memory memory) {
    /** Returns the facts of a space, the one that was recorded last first. O(facts). */
    static List<ProfileFacts> newestFirst(MemorySpace space) {
        List<ProfileFacts> facts = new ArrayList<>();
        for (ProfileEntry entry : space.facts().profile()) {
            String label = entry.contested() ? entry.key() + " (contested)" : entry.key();
            entry.values().forEach(value -> facts.add(new ProfileFacts(label, value)));
        }
        facts.sort(Comparator.comparing((ProfileFacts fact) -> fact.memory().recordedAt())
                .reversed());
        return facts;
    }
}
