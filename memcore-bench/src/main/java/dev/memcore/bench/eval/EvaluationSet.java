package dev.memcore.bench.eval;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryManager;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Data of which it is known what answers which question: what is remembered, what is asked, and what counts. A set is read
 * once, and immutable.
 */
interface EvaluationSet {
    /** Its name on the command line; also the tenant of its users. */
    String name();

    /** What is measured, in a few words for people. */
    String title();

    /** Where it was read from. */
    SetFiles files();

    /** How much there is of what, such as 5 conversations, for reports; in this order. */
    Map<String, Integer> counts();

    /** A user each. */
    List<Group> groups();

    /** What is computed of every answer, in the order of the report. */
    List<Metric> metrics();

    /** How many memories each question asks for. */
    int depth();

    /** Which memories are asked. Baselines see the documents of the same kinds. */
    default MemoryFilter filter() {
        return MemoryFilter.any();
    }

    /** Whether a question belongs to the set's one figure; the others are reported as categories only. */
    default boolean counts(Asked question) {
        return true;
    }

    /** The id of the document that a memory holds, or null. */
    default @Nullable String idOf(Memory memory) {
        return memory.observation().attributes().get(Document.ID) instanceof AttributeValue.Text(String id) ? id : null;
    }

    /** Further figures of this set alone, by their names in JSON; the store still holds everything. */
    default Map<String, Object> more(Evaluation evaluation, Outcomes answers, MemoryManager store) {
        return Map.of();
    }
}
