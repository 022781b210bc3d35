package dev.memcore.bench.updates;

import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.SetFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Statements about places, holders, states, dates, values and homes, followed by many unrelated notes. Each number of
 * notes has a user of its own. A question counts as correct if the first memory is the statement that it asks for: the
 * newest one, or an older one if it asks for the past.
 */
final class UpdatesSet implements EvaluationSet {
    /** The number of hits that are requested. */
    private static final int DEPTH = 10;

    private final About about;

    /**
     * Generates the set.
     *
     * @param sizes the numbers of unrelated notes
     * @param subjects the number of subjects of each aspect in each situation
     * @param real real texts, of which some are used as unrelated notes
     */
    UpdatesSet(List<Integer> sizes, int subjects, List<String> real, long seed) {
        List<Group> groups = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int size : sizes) {
            groups.add(new UserGenerator(random.split()).generate(size, subjects, real));
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("users", groups.size());
        counts.put(
                "notes",
                groups.stream().mapToInt(group -> group.documents().size()).sum());
        this.about = new About(
                "updates",
                "Updates in noise: is the first memory the statement that the question asks for?",
                new SetFiles("generated, seed " + seed, ""),
                counts,
                groups,
                Metric.accuracy(1).and(Metric.staleFirst(1).and(Metric.recalls(DEPTH))),
                DEPTH);
    }

    @Override
    public About about() {
        return about;
    }
}
