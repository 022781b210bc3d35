package dev.memcore.consolidation.summary;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses sentences one by one within the limits: always the one with the greatest gain over those chosen before, of
 * equal ones the first. If all sentences fit, all are kept. O(n k) gains for k of n sentences, and one rendering for
 * each sentence tried.
 */
final class Extraction implements Summarizer {
    /**
     * The maximum number of ranked sentences, because rankings are quadratic. Of more sentences, this number is chosen
     * at even distances.
     */
    static final int MOST_SENTENCES = 1_000;

    private final SentenceRanking ranking;
    private final TokenCounter counter;
    private final @Nullable WordCounts counts;

    Extraction(SentenceRanking ranking, TokenCounter counter) {
        this(ranking, counter, null);
    }

    private Extraction(SentenceRanking ranking, TokenCounter counter, @Nullable WordCounts counts) {
        this.ranking = ranking;
        this.counter = Arguments.present(counter, "counter");
        this.counts = counts;
    }

    @Override
    public Summarizer over(ScopeView scope) {
        return new Extraction(ranking, counter, WordCounts.of(scope));
    }

    @Override
    public Summary summarize(List<Memory> parts, int tokens, int cites) {
        Arguments.atLeast(tokens, 1, "tokens");
        Arguments.atLeast(cites, 1, "cites");
        Arguments.atLeast(parts.size(), 1, "the number of parts");
        List<Sentence> sentences = distinct(spread(Sentence.all(parts)));
        Room room = new Room(sentences, tokens, cites);
        BitSet all = new BitSet();
        all.set(0, sentences.size());
        BitSet chosen = room.has(all) ? all : choose(sentences, room);
        List<Sentence> kept = chosen.stream().mapToObj(sentences::get).toList();
        List<Summary.Quote> quotes = kept.stream()
                .map(sentence -> new Summary.Quote(sentence.source(), sentence.text()))
                .toList();
        return new Summary(Sentence.render(kept), quotes);
    }

    private BitSet choose(List<Sentence> sentences, Room room) {
        SentenceRanking.Gain gain = ranking.of(sentences, counts == null ? WordCounts.of(sentences) : counts);
        List<Integer> open =
                new ArrayList<>(IntStream.range(0, sentences.size()).boxed().toList());
        BitSet chosen = new BitSet();
        while (!open.isEmpty()) {
            Integer best = best(open, gain);
            open.remove(/* element */ best);
            chosen.set(best);
            if (room.has(chosen)) {
                gain.chose(best);
            } else {
                chosen.clear(best);
            }
        }
        if (chosen.isEmpty()) {
            chosen.set(shortest(sentences));
        }
        return chosen;
    }

    private static Integer best(List<Integer> open, SentenceRanking.Gain gain) {
        Integer best = open.getFirst();
        double most = gain.of(best);
        for (Integer sentence : open) {
            double value = gain.of(sentence);
            if (value > most) {
                best = sentence;
                most = value;
            }
        }
        return best;
    }

    private int shortest(List<Sentence> sentences) {
        int shortest = 0;
        for (int i = 1; i < sentences.size(); i++) {
            if (tokens(sentences.get(i)) < tokens(sentences.get(shortest))) {
                shortest = i;
            }
        }
        return shortest;
    }

    private int tokens(Sentence sentence) {
        return counter.count(Sentence.render(List.of(sentence)));
    }

    private static List<Sentence> spread(List<Sentence> all) {
        int n = Math.min(all.size(), MOST_SENTENCES);
        return IntStream.range(0, n)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / n)))
                .toList();
    }

    private static List<Sentence> distinct(List<Sentence> all) {
        List<Sentence> distinct = new ArrayList<>();
        for (Sentence sentence : all) {
            if (distinct.stream().noneMatch(sentence::saysTheSameAs)) {
                distinct.add(sentence);
            }
        }
        return distinct;
    }

    /** The remaining limits of a summary. */
    private final class Room {
        private final List<Sentence> sentences;
        private final int tokens;
        private final int cites;

        Room(List<Sentence> sentences, int tokens, int cites) {
            this.sentences = sentences;
            this.tokens = tokens;
            this.cites = cites;
        }

        boolean has(BitSet chosen) {
            List<Sentence> kept = chosen.stream().mapToObj(sentences::get).toList();
            return kept.stream().map(Sentence::part).distinct().count() <= cites
                    && counter.count(Sentence.render(kept)) <= tokens;
        }
    }
}
