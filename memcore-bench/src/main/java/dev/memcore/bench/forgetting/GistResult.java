package dev.memcore.bench.forgetting;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Page;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.eval.set.LocomoEvaluation;
import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.consolidation.summary.Gist;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results after a policy has archived a share, with gists of the archived memories. Gists and turns are recalled in
 * one list, with one limit; a gist counts as found evidence for the turns that it quotes, the first {@value #COUNTED}
 * at most.
 *
 * @param policy the name of the archiving policy
 * @param folder the name of the summarizer
 * @param share which share of each conversation was to be archived
 * @param gists how many gists there are
 * @param removedBytes the length of the texts that were archived, in UTF-8
 * @param gistBytes the length of the gists
 * @param evidenceQuoted the share of the evidence that is there, or quoted by a gist
 * @param recall by depth, a gist counting for what it quotes
 * @param recallOfTurns by depth, gists counting for nothing: they only take places
 */
record GistResult(
        String policy,
        String folder,
        double share,
        double gists,
        double removedBytes,
        double gistBytes,
        double evidenceQuoted,
        Map<String, Double> recall,
        Map<String, Double> recallOfTurns) {
    private static final int COUNTED = 3;
    private static final List<Integer> DEPTHS = List.of(5, 10, 25);
    private static final int PAGE = 1_000;

    static GistResult of(
            String policy,
            String folder,
            double share,
            LocomoSet asked,
            LocomoEvaluation evaluation,
            MemoryManager manager) {
        long[] lengths = new long[3];
        long[] evidence = new long[2];
        for (Conversation conversation : asked.conversations()) {
            MemorySpace space = LocomoEvaluation.space(manager, conversation);
            List<Memory> gists =
                    all(space, MemoryFilter.builder().kind(Kind.SUMMARY).build());
            lengths[0] += gists.size();
            lengths[1] +=
                    bytes(all(space, MemoryFilter.builder().tier(Tier.ARCHIVE).build()));
            lengths[2] += bytes(gists);
            Set<String> there = new HashSet<>();
            all(space, MemoryFilter.any()).forEach(memory -> there.addAll(turns(memory, space)));
            conversation.questions().forEach(question -> {
                evidence[0] +=
                        question.evidence().stream().filter(there::contains).count();
                evidence[1] += question.evidence().size();
            });
        }
        Tally found = new Tally();
        Tally foundTurns = new Tally();
        evaluation.ask(manager, (wanted, recalled, space) -> {
            found.add(
                    wanted,
                    recalled.stream().map(memory -> turns(memory, space)).toList());
            foundTurns.add(
                    wanted,
                    recalled.stream()
                            .map(memory -> LocomoEvaluation.turnId(memory).toList())
                            .toList());
        });
        return new GistResult(
                policy,
                folder,
                share,
                lengths[0],
                lengths[1],
                lengths[2],
                (double) evidence[0] / evidence[1],
                found.means(),
                foundTurns.means());
    }

    /** Returns the turns that a memory contains: itself, or the turns that it quotes. */
    private static List<String> turns(Memory memory, MemorySpace space) {
        if (Gist.level(memory) == 0) {
            return LocomoEvaluation.turnId(memory).toList();
        }
        return Gist.cites(memory).stream()
                .limit(COUNTED)
                .flatMap(id -> space.get(id).stream())
                .flatMap(LocomoEvaluation::turnId)
                .toList();
    }

    private static List<Memory> all(MemorySpace space, MemoryFilter filter) {
        Stream.Builder<Memory> all = Stream.builder();
        @Nullable MemoryId after = null;
        do {
            Page page = space.list(filter, after, PAGE);
            page.memories().forEach(all);
            after = page.next();
        } while (after != null);
        return all.build().toList();
    }

    private static long bytes(List<Memory> memories) {
        return memories.stream()
                .mapToLong(memory -> memory.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** Sums up recall over questions. */
    private static final class Tally {
        private final double[] sums = new double[DEPTHS.size()];
        private int questions;

        void add(List<String> evidence, List<List<String>> ranked) {
            questions++;
            for (int i = 0; i < sums.length; i++) {
                List<String> found = ranked.stream()
                        .limit(DEPTHS.get(i))
                        .flatMap(List::stream)
                        .toList();
                sums[i] += evidence.isEmpty()
                        ? 1
                        : (double) evidence.stream().filter(found::contains).count() / evidence.size();
            }
        }

        Map<String, Double> means() {
            Map<String, Double> means = new LinkedHashMap<>();
            for (int i = 0; i < sums.length; i++) {
                means.put(String.valueOf(DEPTHS.get(i)), sums[i] / questions);
            }
            return means;
        }
    }

    static GistResult mean(List<GistResult> all) {
        GistResult first = all.getFirst();
        return new GistResult(
                first.policy,
                first.folder,
                first.share,
                mean(all, GistResult::gists),
                mean(all, GistResult::removedBytes),
                mean(all, GistResult::gistBytes),
                mean(all, GistResult::evidenceQuoted),
                means(all, GistResult::recall),
                means(all, GistResult::recallOfTurns));
    }

    private static double mean(List<GistResult> all, ToDoubleFunction<GistResult> of) {
        return all.stream().mapToDouble(of).average().orElseThrow();
    }

    private static Map<String, Double> means(List<GistResult> all, Function<GistResult, Map<String, Double>> of) {
        Map<String, Double> means = new LinkedHashMap<>();
        of.apply(all.getFirst())
                .keySet()
                .forEach(depth ->
                        means.put(depth, mean(all, result -> of.apply(result).getOrDefault(depth, Double.NaN))));
        return means;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("policy", policy);
        json.put("folder", folder);
        json.put("share", share);
        json.put("gists", gists);
        json.put("removedBytes", removedBytes);
        json.put("gistBytes", gistBytes);
        json.put("evidenceQuoted", evidenceQuoted);
        json.put("recall", recall);
        json.put("recallOfTurns", recallOfTurns);
        return json;
    }
}
