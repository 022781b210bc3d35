package dev.memcore.bench.eval.fit;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.run.Evaluation;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.Sitting;
import dev.memcore.bench.harness.Setup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a set's questions with the default weights, and records the values of all signals for all candidates. */
public final class Recording {
    /**
     * The page size of the repeated recalls. A recall of this size searches no more candidates than the recalls of the
     * sets; the recorder checks this.
     */
    private static final int PAGE = 100;

    private final EvaluationSet set;
    private final Evaluation evaluation;
    private final SignalRecorder recorder;

    private Recording(EvaluationSet set, Evaluation evaluation, SignalRecorder recorder) {
        this.set = set;
        this.evaluation = evaluation;
        this.recorder = recorder;
    }

    /**
     * Returns the questions of the set's figure that have evidence among the candidates. Takes two or a few more
     * recalls per question.
     */
    public static List<Judged> of(EvaluationSet set, Setup setup, int limit) {
        Recording recording = new Recording(set, new Evaluation(set, limit), new SignalRecorder(setup.weighted()));
        List<Judged> judged = new ArrayList<>();
        new Sitting(recording.evaluation, setup).forEach(recording.recorder, (space, group, asked) -> {
            if (set.counts(asked)) {
                judged.add(recording.judged(space, group, asked));
            }
        });
        return judged.stream().filter(Judged::teaches).toList();
    }

    private Judged judged(MemorySpace space, Group group, Asked asked) {
        MemoryQuery query = evaluation.query(asked);
        recorder.begin();
        space.recall(query);
        int candidates = recorder.table().candidates();
        Set<String> wanted = wanted(group, asked);
        Set<Integer> evidence = new HashSet<>();
        int page = Math.max(PAGE, query.limit());
        for (int from = 0; from < candidates && evidence.size() < wanted.size(); from += page) {
            List<Integer> order = recorder.turn(from);
            List<Memory> hits = space.recall(query.withLimit(page)).memories();
            for (int i = 0; i < hits.size(); i++) {
                String id = set.idOf(hits.get(i));
                if (id != null && wanted.contains(id)) {
                    evidence.add(order.get(i));
                }
            }
        }
        return Judged.of(asked, recorder.table(), evidence);
    }

    /** The evidence that exists. */
    private static Set<String> wanted(Group group, Asked asked) {
        Set<String> there = group.documents().subList(0, asked.after()).stream()
                .map(Document::id)
                .collect(Collectors.toSet());
        return asked.evidence().stream().filter(there::contains).collect(Collectors.toSet());
    }
}
