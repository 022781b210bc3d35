package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The kit accepts a correct fuser and rejects each wrong one by the tests of what is wrong with it. */
class FuserContractTest {
    private static final int TESTS = 11;

    @Test
    void aCorrectFuserPasses() {
        assertEquals(Set.of(), KitRun.failedTests(Correct.class, TESTS));
    }

    @Test
    void aFuserThatReversesEqualScoresFails() {
        assertEquals(Set.of("equalScoresKeepTheOrderOfTheCandidates"), KitRun.failedTests(Reversing.class, TESTS));
    }

    @Test
    void aFuserThatDropsCandidatesFails() {
        assertEquals(Set.of("everyCandidateIsRankedOnce"), KitRun.failedTests(Dropping.class, TESTS));
    }

    @Test
    void aFuserWithUnboundedScoresFails() {
        assertEquals(Set.of("scoresLieBetweenZeroAndOne"), KitRun.failedTests(Unbounded.class, TESTS));
    }

    @Test
    void aFuserThatUsesWhatItDeniesFails() {
        assertEquals(Set.of("unusedSignalsDoNotMatter"), KitRun.failedTests(Denying.class, TESTS));
    }

    /** The share of signals that have a positive value. */
    static class Counting implements Fuser {
        @Override
        public List<Fused> fuse(SignalTable table) {
            List<Fused> ranking = new ArrayList<>();
            for (int candidate = 0; candidate < table.candidates(); candidate++) {
                List<Double> shares = new ArrayList<>();
                for (int signal = 0; signal < table.signals().size(); signal++) {
                    boolean counts = table.value(signal, candidate) > 0;
                    shares.add(counts ? 1.0 / table.signals().size() : 0);
                }
                double score = shares.stream().mapToDouble(share -> share).sum();
                ranking.add(new Fused(candidate, scaled(score), shares));
            }
            ranking.sort(Comparator.comparingDouble(Fused::score).reversed());
            return ranking;
        }

        double scaled(double score) {
            return Math.min(1, score);
        }
    }

    static final class Correct extends FuserContract {
        @Override
        protected Fuser create() {
            return new Counting();
        }
    }

    static final class Reversing extends FuserContract {
        @Override
        protected Fuser create() {
            return new Counting() {
                @Override
                public List<Fused> fuse(SignalTable table) {
                    List<Fused> ranking = new ArrayList<>(super.fuse(table)).reversed();
                    ranking.sort(Comparator.comparingDouble(Fused::score).reversed());
                    return ranking;
                }
            };
        }
    }

    static final class Dropping extends FuserContract {
        @Override
        protected Fuser create() {
            return new Counting() {
                @Override
                public List<Fused> fuse(SignalTable table) {
                    return super.fuse(table).stream()
                            .filter(fused -> fused.score() > 0)
                            .toList();
                }
            };
        }
    }

    static final class Unbounded extends FuserContract {
        @Override
        protected Fuser create() {
            return new Counting() {
                @Override
                double scaled(double score) {
                    return 2 * score;
                }
            };
        }
    }

    static final class Denying extends FuserContract {
        @Override
        protected Fuser create() {
            return new Counting() {
                @Override
                public boolean uses(String signal) {
                    return !signal.equals("time");
                }
            };
        }
    }
}
