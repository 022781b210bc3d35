package dev.memcore.consolidation.summary;

import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.consolidation.term.Terms;
import dev.memcore.spi.TokenCounter;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One step of a running summary: chooses sentences among those of the earlier summary and of the messages that leave
 * the window. Greedy by the rarity of the words that a sentence adds, as in {@link WordCoverage}. In addition, newer
 * sentences count more than older ones, and a sentence that a newer one of the same speaker restates with other values
 * counts least. So the newest state wins when the budget is tight. O(n^2) comparisons of n sentences.
 */
final class SentenceFold {
    /** The weight of the oldest sentence; the weight of the newest is 1. */
    private static final double OLDEST = 0.5;

    /** The weight of questions, see {@link WordCoverage}. The same weight holds for results of tools. */
    private static final double ASKED = WordCoverage.ASKED;

    /** The weight of a sentence that was restated. */
    private static final double RESTATED = 0.1;

    private final TokenCounter counter;
    private final int tokens;
    private final int mostLines;
    private final List<Candidate> candidates;

    private record Candidate(SummaryLine line, String speaker, double weight, SequencedSet<String> terms) {}

    /**
     * Prepares a step.
     *
     * @param tokens the maximum length of the summary
     * @param mostLines the maximum number of sentences
     * @param earlier the sentences of the earlier summary, each with its message, in order
     * @param leaving the messages that leave the window, in order
     */
    SentenceFold(
            TokenCounter counter, int tokens, int mostLines, Map<SummaryLine, Memory> earlier, List<Memory> leaving) {
        this.counter = counter;
        this.tokens = tokens;
        this.mostLines = mostLines;
        Map<SummaryLine, Candidate> newest = new LinkedHashMap<>();
        earlier.forEach((line, source) -> put(newest, candidate(line, source)));
        for (Sentence sentence : Sentence.all(leaving)) {
            Memory source = leaving.get(sentence.part());
            if (source.role() != Role.SYSTEM) {
                SummaryLine line = new SummaryLine(prefix(source) + sentence.text(), source.id());
                put(newest, candidate(line, source));
            }
        }
        this.candidates = newest.values().stream()
                .sorted(Comparator.comparing(candidate -> candidate.line.source()))
                .toList();
    }

    /** Of sentences with equal texts, the newest stays. */
    private static void put(Map<SummaryLine, Candidate> newest, Candidate candidate) {
        newest.keySet().removeIf(line -> line.text().equals(candidate.line.text()));
        newest.put(candidate.line, candidate);
    }

    private static Candidate candidate(SummaryLine line, Memory source) {
        String prefix = prefix(source);
        String said = line.text().startsWith(prefix) ? line.text().substring(prefix.length()) : line.text();
        boolean asked = said.endsWith("?") || said.endsWith("\uff1f") || source.role() == Role.TOOL;
        double weight = (asked ? ASKED : 1) / Math.sqrt(said.length());
        return new Candidate(line, prefix, weight, Terms.of(said));
    }

    private static String prefix(Memory source) {
        String speaker = source.speaker();
        Role role = source.role();
        String name = speaker != null
                ? speaker.replaceAll("\\R", " ")
                : role == null ? "" : role.name().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? "" : name + ": ";
    }

    /** Returns the chosen sentences in order of time, at least one if there is any. */
    List<SummaryLine> lines() {
        BitSet all = new BitSet();
        all.set(0, candidates.size());
        BitSet chosen = fits(all) ? all : choose();
        if (chosen.isEmpty() && !candidates.isEmpty()) {
            return List.of(cut(candidates.getLast().line));
        }
        return lines(chosen);
    }

    private BitSet choose() {
        double[] weights = weights();
        Map<String, Double> rarity = rarity();
        Set<String> covered = new HashSet<>();
        BitSet open = new BitSet();
        open.set(0, candidates.size());
        BitSet chosen = new BitSet();
        while (!open.isEmpty()) {
            int best = best(open, weights, rarity, covered);
            open.clear(best);
            chosen.set(best);
            if (fits(chosen)) {
                covered.addAll(candidates.get(best).terms);
            } else {
                chosen.clear(best);
            }
        }
        return chosen;
    }

    /** Of equal gains, the newest sentence is chosen. */
    private int best(BitSet open, double[] weights, Map<String, Double> rarity, Set<String> covered) {
        int best = -1;
        double most = -1;
        for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
            double gain = 0;
            for (String term : candidates.get(i).terms) {
                gain += covered.contains(term) ? 0 : rarity.getOrDefault(term, 0.0);
            }
            if (weights[i] * gain >= most) {
                most = weights[i] * gain;
                best = i;
            }
        }
        return best;
    }

    private double[] weights() {
        double[] weights = new double[candidates.size()];
        for (int i = 0; i < weights.length; i++) {
            double age = weights.length == 1 ? 0 : (weights.length - 1.0 - i) / (weights.length - 1.0);
            double newness = 1 - (1 - OLDEST) * age;
            weights[i] = candidates.get(i).weight * newness * (isRestated(i) ? RESTATED : 1);
        }
        return weights;
    }

    private boolean isRestated(int older) {
        Candidate one = candidates.get(older);
        for (int i = older + 1; i < candidates.size(); i++) {
            Candidate other = candidates.get(i);
            if (one.speaker.equals(other.speaker) && Terms.isSameStatement(one.terms, other.terms)) {
                return true;
            }
        }
        return false;
    }

    /** The inverse document frequency of each term among the candidates, in Lucene's form. */
    private Map<String, Double> rarity() {
        Map<String, Double> rarity = new HashMap<>();
        candidates.forEach(candidate -> candidate.terms.forEach(term -> rarity.merge(term, 1.0, Double::sum)));
        int n = candidates.size();
        rarity.replaceAll((term, with) -> Terms.rarity(n, with));
        return rarity;
    }

    private boolean fits(BitSet chosen) {
        List<SummaryLine> lines = lines(chosen);
        return lines.size() <= mostLines && counter.count(render(lines)) <= tokens;
    }

    private List<SummaryLine> lines(BitSet chosen) {
        return chosen.stream().mapToObj(i -> candidates.get(i).line).toList();
    }

    /** Shortens a sentence that alone exceeds the budget. */
    private SummaryLine cut(SummaryLine line) {
        String text = line.text();
        while (text.length() > 1 && counter.count(text) > tokens) {
            text = text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2));
        }
        return new SummaryLine(text.strip(), line.source());
    }

    static String render(List<SummaryLine> lines) {
        return lines.stream().map(SummaryLine::text).collect(Collectors.joining("\n"));
    }
}
