package dev.memcore.bench.life;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.error.MemoryException;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Outcome;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.EvaluationSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reasons why evidence that was found without maintenance is not found with it, as far as its history shows.
 *
 * @param lost how much evidence was lost, by what happened to it
 * @param gained how much evidence was found only with maintenance
 * @param examples the first few losses, in words
 */
record Losses(Map<String, Integer> lost, int gained, List<String> examples) {
    private static final int EXAMPLES = 5;
    private static final String POLICY = "policy:";

    /** Copies the list and the map. */
    Losses {
        lost = Map.copyOf(lost);
        examples = List.copyOf(examples);
    }

    /** Compares the answers, which are to the same questions in the same order, within the first ten memories. */
    static Losses of(EvaluationSet set, Outcomes without, Outcomes lived, SimulatedLife life, MemoryManager store) {
        Map<String, Integer> lost = new TreeMap<>();
        List<String> examples = new ArrayList<>();
        int gained = 0;
        int answer = 0;
        for (Group group : set.groups()) {
            for (Asked asked : group.questions().stream().filter(set::counts).toList()) {
                Outcome before = without.all().get(answer);
                Outcome after = lived.all().get(answer);
                answer++;
                for (int i = 0; i < asked.evidence().size(); i++) {
                    boolean found = isFound(before, i);
                    if (found && !isFound(after, i)) {
                        MemoryId id =
                                life.remembered(group).get(asked.evidence().get(i));
                        String fate = id == null ? "not remembered" : fate(life.space(store, group), id);
                        lost.merge(fate, 1, Integer::sum);
                        if (examples.size() < EXAMPLES) {
                            examples.add(group.id() + ": \"" + asked.text() + "\" lost "
                                    + asked.evidence().get(i) + ", which was: " + fate);
                        }
                    } else if (!found && isFound(after, i)) {
                        gained++;
                    }
                }
            }
        }
        return new Losses(lost, gained, examples);
    }

    private static boolean isFound(Outcome outcome, int evidence) {
        List<String> first = outcome.retrieved()
                .subList(0, Math.min(Interview.COMPARED, outcome.retrieved().size()));
        return first.contains(outcome.asked().evidence().get(evidence));
    }

    /** The last thing that a policy did to a memory, and where the memory is now. */
    private static String fate(MemorySpace space, MemoryId id) {
        try {
            List<Memory> history = space.history(id);
            Memory now = history.getLast();
            String where = now.status() + " in " + now.tier();
            return history.reversed().stream()
                    .map(version -> version.cause().actor())
                    .filter(actor -> actor.startsWith(POLICY))
                    .findFirst()
                    .map(actor -> actor.substring(POLICY.length()) + ", " + where)
                    .orElse("untouched, outranked, " + where);
        } catch (MemoryException e) {
            return "gone: " + e.code();
        }
    }
}
