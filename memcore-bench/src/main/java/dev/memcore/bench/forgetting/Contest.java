package dev.memcore.bench.forgetting;

import dev.memcore.api.Budget;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Outcome;
import dev.memcore.api.Page;
import dev.memcore.api.Retention;
import dev.memcore.api.Scope;
import dev.memcore.bench.eval.LocomoEvaluation;
import dev.memcore.bench.eval.Outcomes;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Question;
import dev.memcore.spi.LifecyclePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets policies forget, each in a copy of the same store, and asks what is left. Everything goes the way of a host: session
 * turns are remembered, {@code maintain} is called, questions are recalled.
 */
final class Contest {
    private static final int USED = 10;
    private static final int PAGE = 1_000;
    private static final String NOBODY = "nothing removed";

    private final LocomoSet asked;
    private final LocomoEvaluation evaluation;
    private final Path store;
    private final boolean recalls;
    private int copies;

    /**
     * Prepares the store.
     *
     * @param all the conversations, with all questions
     * @param usedFirst whether every other question is asked beforehand, the ten memories recalled for it count as used,
     *     and only the other questions are asked afterwards; otherwise nothing is used, and all questions are asked
     * @param recalls whether questions are asked afterwards; otherwise only the evidence that is kept is counted
     */
    Contest(LocomoSet all, boolean usedFirst, boolean recalls, ScratchDirectory scratch) {
        this.recalls = recalls;
        this.asked = usedFirst ? everyOther(all, 1) : all;
        this.evaluation = new LocomoEvaluation(asked, Integer.MAX_VALUE);
        this.store = scratch.resolve(usedFirst ? "used" : "fresh");
        try (MemoryManager manager = Stores.open(store)) {
            evaluation.ingest(manager);
            if (usedFirst) {
                everyOther(all, 0).conversations().forEach(conversation -> use(manager, conversation));
            }
        }
    }

    int questions() {
        return asked.questions();
    }

    private static LocomoSet everyOther(LocomoSet set, int first) {
        List<Conversation> conversations = set.conversations().stream()
                .map(conversation -> new Conversation(
                        conversation.id(), conversation.sessions(), everyOther(conversation.questions(), first)))
                .toList();
        return new LocomoSet(set.file(), set.sha256(), conversations);
    }

    private static List<Question> everyOther(List<Question> all, int first) {
        List<Question> some = new ArrayList<>();
        for (int i = first; i < all.size(); i += 2) {
            some.add(all.get(i));
        }
        return some;
    }

    private static void use(MemoryManager manager, Conversation conversation) {
        MemorySpace space = LocomoEvaluation.space(manager, conversation);
        for (Question question : conversation.questions()) {
            Set<MemoryId> recalled = space
                    .recall(MemoryQuery.of(question.text()).withLimit(USED))
                    .memories()
                    .stream()
                    .map(Memory::id)
                    .collect(Collectors.toSet());
            space.feedback(recalled, Outcome.CITED);
        }
    }

    /** With everything still there. */
    Result unforgotten() {
        return run(NOBODY, 0, List.of());
    }

    Result run(Competitor competitor, double share) {
        return Result.mean(competitor.withCapacity().stream()
                .map(policy -> run(competitor.name(), share, List.of(shared(competitor.name(), policy, share))))
                .toList());
    }

    /** The same with a policy beside it that leaves gists of what is archived. */
    GistResult withGists(Competitor competitor, double share, String folder, LifecyclePolicy gists) {
        return GistResult.mean(competitor.withCapacity().stream()
                .map(policy -> {
                    List<LifecyclePolicy> both = List.of(shared(competitor.name(), policy, share), gists);
                    return maintained(
                            both,
                            (manager, operations) ->
                                    GistResult.of(competitor.name(), folder, share, asked, evaluation, manager));
                })
                .toList());
    }

    private <T> T maintained(List<LifecyclePolicy> policies, BiFunction<MemoryManager, Integer, T> measured) {
        Path copy = StoreCopy.of(store, store.resolveSibling(store.getFileName() + "-" + copies++));
        try (MemoryManager manager = Stores.openMaintained(copy, policies, Retention.FOREVER)) {
            int operations = manager.maintain(Budget.ofOperations(1_000_000)).total();
            manager.awaitIndexed();
            return measured.apply(manager, operations);
        }
    }

    private LifecyclePolicy shared(String name, IntFunction<LifecyclePolicy> withCapacity, double share) {
        Map<Scope, LifecyclePolicy> policies = new HashMap<>();
        for (Conversation conversation : asked.conversations()) {
            int kept = (int) Math.round((1 - share) * conversation.turns().size());
            policies.put(LocomoEvaluation.scope(conversation), withCapacity.apply(kept));
        }
        return new PerScope(name, policies);
    }

    private Result run(String name, double share, List<LifecyclePolicy> policies) {
        return maintained(policies, (manager, removed) -> {
            double kept = evidenceKept(manager);
            if (!recalls) {
                return new Result(name, share, removed, kept, Map.of(), Double.NaN);
            }
            Outcomes outcomes = evaluation.ask(manager);
            return new Result(name, share, removed, kept, outcomes.recall(), outcomes.millis(0.5));
        });
    }

    private double evidenceKept(MemoryManager manager) {
        long kept = 0;
        long all = 0;
        for (Conversation conversation : asked.conversations()) {
            Set<String> there = turns(LocomoEvaluation.space(manager, conversation));
            for (Question question : conversation.questions()) {
                all += question.evidence().size();
                kept += question.evidence().stream().filter(there::contains).count();
            }
        }
        return (double) kept / all;
    }

    private static Set<String> turns(MemorySpace space) {
        Set<String> turns = new HashSet<>();
        @Nullable MemoryId after = null;
        do {
            Page page = space.list(MemoryFilter.any(), after, PAGE);
            page.memories().stream().flatMap(LocomoEvaluation::turnId).forEach(turns::add);
            after = page.next();
        } while (after != null);
        return turns;
    }
}
