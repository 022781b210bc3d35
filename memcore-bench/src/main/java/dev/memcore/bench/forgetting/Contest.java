package dev.memcore.bench.forgetting;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Outcome;
import dev.memcore.bench.eval.set.LocomoEvaluation;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.TierPolicy;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Question;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Applies policies that remove memories, and measures recall on the rest. It uses the public API as a host does: stores
 * turns of sessions, calls {@code maintain}, and recalls questions. Only the memories that each policy would remove are
 * determined in advance, from the policies' view of the store, so that no set of removed memories is measured twice.
 */
final class Contest {
    private static final int USED = 10;
    private static final String NOBODY = "nothing removed";

    private final LocomoSet asked;
    private final LocomoEvaluation evaluation;
    private final Path store;
    private final boolean recalls;
    private final Removals removals;
    private final Remainder remainder;
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
        this.removals = new Removals(StillScope.of(store));
        this.remainder = new Remainder(store, evaluation);
    }

    Removals removals() {
        return removals;
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

    /** Measures the store without any removals. */
    Result unforgotten() {
        return result(NOBODY, 0, Set.of());
    }

    /**
     * Measures the store after a policy has removed a share.
     *
     * @param seeds of its chance, if it has any; the results are averaged
     */
    Result run(TierPolicy policy, double share, List<Long> seeds) {
        return Result.mean(drawn(policy, seeds).stream()
                .map(seed -> result(policy.name(), share, removals.leaving(policy, share, seed)))
                .toList());
    }

    private static List<Long> drawn(TierPolicy policy, List<Long> seeds) {
        return policy.byChance() ? seeds : seeds.subList(0, 1);
    }

    private Result result(String name, double share, Set<MemoryId> leaving) {
        return new Result(
                name, share, 1, leaving.size(), evidenceKept(leaving), recalls ? remainder.without(leaving) : null);
    }

    private double evidenceKept(Set<MemoryId> leaving) {
        Map<Scope, Set<String>> there = new HashMap<>();
        for (StillScope scope : removals.scopes()) {
            there.put(
                    scope.scope(),
                    scope.memories()
                            .filter(memory -> !leaving.contains(memory.id()))
                            .flatMap(LocomoEvaluation::turnId)
                            .collect(Collectors.toSet()));
        }
        long kept = 0;
        long all = 0;
        for (Conversation conversation : asked.conversations()) {
            Set<String> turns = there.getOrDefault(LocomoEvaluation.scope(conversation), Set.of());
            for (Question question : conversation.questions()) {
                all += question.evidence().size();
                kept += question.evidence().stream().filter(turns::contains).count();
            }
        }
        return (double) kept / all;
    }

    /**
     * Like {@link #run}, with a second policy that creates gists of archived memories, in a copy of the store that both
     * maintain.
     */
    GistResult withGists(TierPolicy policy, double share, List<Long> seeds, String folder, LifecyclePolicy gists) {
        return GistResult.mean(drawn(policy, seeds).stream()
                .map(seed -> maintained(
                        List.of(removals.policy(policy, share, seed), gists),
                        manager -> GistResult.of(policy.name(), folder, share, asked, evaluation, manager)))
                .toList());
    }

    /** Measures a copy of the store after the given policies were applied. */
    <T> T maintained(List<LifecyclePolicy> policies, Function<MemoryManager, T> measured) {
        Path copy = StoreCopy.of(store, store.resolveSibling(store.getFileName() + "-" + copies++));
        try (MemoryManager manager = Stores.openMaintained(copy, policies, Retention.FOREVER)) {
            manager.maintain(Budget.ofOperations(1_000_000));
            manager.awaitIndexed();
            return measured.apply(manager);
        }
    }
}
