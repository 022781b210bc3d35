package dev.memcore.bench.eval.run;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.measure.Outcomes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set with known answers: the documents to store, the questions, and the metrics. A set is read once, and immutable.
 */
public interface EvaluationSet {
    /** Returns the description and the contents of the set. */
    About about();

    /** As of {@link About}. */
    default String name() {
        return about().name();
    }

    /** As of {@link About}. */
    default SetFiles files() {
        return about().files();
    }

    /** As of {@link About}. */
    default List<Group> groups() {
        return about().groups();
    }

    /** As of {@link About}. */
    default List<Metric> metrics() {
        return about().metrics();
    }

    /** As of {@link About}. */
    default int depth() {
        return about().depth();
    }

    /** Returns the filter of the questions. Baselines see only documents of the same kinds. */
    default MemoryFilter filter() {
        return MemoryFilter.any();
    }

    /** Whether a question counts for the set's main figure; the others are reported only by category. */
    default boolean counts(Asked question) {
        return true;
    }

    /** The id of the document that a memory holds, or null. */
    default @Nullable String idOf(Memory memory) {
        return memory.observation().attributes().get(Document.ID) instanceof AttributeValue.Text(String id) ? id : null;
    }

    /**
     * Returns further figures of this set, by their names in JSON. The store is still open and contains the whole set.
     */
    default Map<String, Object> more(Evaluation evaluation, Outcomes answers, MemoryManager store) {
        return Map.of();
    }

    /**
     * The description and contents of a set.
     *
     * @param name on the command line; also the tenant of its users
     * @param title what is measured, in a few words for people
     * @param files where it was read from
     * @param counts how much there is of what, such as 5 conversations, for reports; in this order
     * @param groups a user each
     * @param metrics what is computed of every answer, in the order of the report
     * @param depth how many memories each question asks for
     */
    record About(
            String name,
            String title,
            SetFiles files,
            Map<String, Integer> counts,
            List<Group> groups,
            List<Metric> metrics,
            int depth) {
        /** Copies the lists, and the counts in their order. */
        public About {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
            groups = List.copyOf(groups);
            metrics = List.copyOf(metrics);
        }
    }
}
