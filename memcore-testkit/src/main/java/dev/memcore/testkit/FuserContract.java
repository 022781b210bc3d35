package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link Fuser} as tests, on tables from fixed seeds and with extreme values. An implementer extends
 * this class and implements {@link #create}.
 */
@Timeout(60)
public abstract class FuserContract {
    private static final int TABLES = 40;
    private static final String UNKNOWN = "a signal that no fuser knows";

    /** The contract's tests, for a fuser that {@link #create} makes. */
    protected FuserContract() {}

    /** Returns the fuser under test; may return the same one for all tests. */
    protected abstract Fuser create();

    /** Returns the names of signals that the fuser uses; by default some of those that memcore computes. */
    protected List<String> signals() {
        return List.of("bm25.context", "bm25.content", "dense.context", "dense.content", "speaker", "recency", "time");
    }

    /** Every candidate appears exactly once in the ranking. */
    @Test
    protected void everyCandidateIsRankedOnce() {
        for (SignalTable table : tables()) {
            List<Integer> ranked =
                    create().fuse(table).stream().map(Fused::candidate).sorted().toList();
            assertEquals(IntStream.range(0, table.candidates()).boxed().toList(), ranked);
        }
    }

    /** The ranking is sorted by score, the greatest first. */
    @Test
    protected void theBestIsFirst() {
        for (SignalTable table : tables()) {
            List<Fused> ranking = create().fuse(table);
            for (int i = 1; i < ranking.size(); i++) {
                assertTrue(ranking.get(i - 1).score() >= ranking.get(i).score(), ranking::toString);
            }
        }
    }

    /** Candidates with equal scores keep their order. */
    @Test
    protected void equalScoresKeepTheOrderOfTheCandidates() {
        for (SignalTable table : tables()) {
            List<Fused> ranking = create().fuse(table);
            for (int i = 1; i < ranking.size(); i++) {
                Fused better = ranking.get(i - 1);
                Fused worse = ranking.get(i);
                assertTrue(
                        better.score() != worse.score() || better.candidate() < worse.candidate(), ranking::toString);
            }
        }
    }

    /** Scores lie between 0 and 1. */
    @Test
    protected void scoresLieBetweenZeroAndOne() {
        for (SignalTable table : tables()) {
            create().fuse(table)
                    .forEach(fused -> assertTrue(fused.score() >= 0 && fused.score() <= 1, fused::toString));
        }
    }

    /** A candidate has one share per signal, and each share is finite. */
    @Test
    protected void thereIsOneSharePerSignal() {
        for (SignalTable table : tables()) {
            for (Fused fused : create().fuse(table)) {
                assertEquals(table.signals().size(), fused.shares().size());
                fused.shares().forEach(share -> assertTrue(Double.isFinite(share), fused::toString));
            }
        }
    }

    /**
     * The same table gives the same ranking, also after other tables were fused, and with every fuser that {@link
     * #create} returns.
     */
    @Test
    protected void theSameTableGivesTheSameRanking() {
        Fuser fuser = create();
        List<List<Fused>> first = tables().stream().map(fuser::fuse).toList();
        assertEquals(first, tables().stream().map(fuser::fuse).toList());
        assertEquals(first, tables().stream().map(table -> create().fuse(table)).toList());
    }

    /** {@link Fuser#scores} returns the scores of the ranking. */
    @Test
    protected void scoresAreThoseOfTheRanking() {
        for (SignalTable table : tables()) {
            double[] expected = new double[table.candidates()];
            create().fuse(table).forEach(fused -> expected[fused.candidate()] = fused.score());
            assertArrayEquals(expected, create().scores(table), 1e-12);
        }
    }

    /** A signal that the fuser does not use changes neither scores nor order. */
    @Test
    protected void unusedSignalsDoNotMatter() {
        Fuser fuser = create();
        for (SignalTable table : tables()) {
            for (int unused = 0; unused < table.signals().size(); unused++) {
                if (!fuser.uses(table.signals().get(unused))) {
                    assertArrayEquals(fuser.scores(table), fuser.scores(without(table, unused)), 1e-12);
                }
            }
        }
    }

    /** The result of {@link Fuser#uses} for a signal does not change. */
    @Test
    protected void usesIsFixed() {
        Fuser fuser = create();
        List<Boolean> before = signals().stream().map(fuser::uses).toList();
        tables().forEach(fuser::fuse);
        assertEquals(before, signals().stream().map(fuser::uses).toList());
        assertFalse(before.stream().noneMatch(used -> used), "signals() names none that the fuser uses");
    }

    /** The fuser does not change the table. */
    @Test
    protected void theTableIsNotChanged() {
        for (int seed = 0; seed < TABLES; seed++) {
            SignalTable table = random(seed);
            create().fuse(table);
            create().scores(table);
            assertArrayEquals(values(random(seed)), values(table));
        }
    }

    /** Any number of threads may call the fuser at the same time. Each gets the same ranking as in a call alone. */
    @Test
    protected void threadsDoNotDisturbEachOther() throws Exception {
        Fuser fuser = create();
        List<List<Fused>> alone = tables().stream().map(create()::fuse).toList();
        ManyThreads.call(() -> tables().stream().map(fuser::fuse).toList())
                .forEach(rankings -> assertEquals(alone, rankings));
    }

    private List<SignalTable> tables() {
        List<SignalTable> tables = new ArrayList<>();
        tables.add(new SignalTable(List.of(), new double[0][], 0));
        tables.add(new SignalTable(List.of(), new double[0][], 3));
        tables.add(same(Double.NaN));
        tables.add(same(0));
        tables.add(same(1));
        tables.add(same(Double.MAX_VALUE));
        tables.add(new SignalTable(List.of(UNKNOWN), new double[][] {{1, 2}}, 2));
        IntStream.range(0, TABLES).mapToObj(this::random).forEach(tables::add);
        return tables;
    }

    private SignalTable same(double value) {
        double[][] values = new double[signals().size()][5];
        for (double[] row : values) {
            Arrays.fill(row, value);
        }
        return new SignalTable(signals(), values, 5);
    }

    /** Returns a table of up to twenty candidates. A few values are missing, and a few are equal. */
    private SignalTable random(int seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(signals());
        names.add(random.nextInt(names.size() + 1), UNKNOWN);
        int candidates = random.nextInt(20);
        double[][] values = new double[names.size()][candidates];
        for (double[] row : values) {
            for (int i = 0; i < candidates; i++) {
                row[i] = switch (random.nextInt(6)) {
                    case 0 -> Double.NaN;
                    case 1 -> 0;
                    case 2 -> random.nextInt(3);
                    default -> 30 * random.nextDouble() - 1;
                };
            }
        }
        return new SignalTable(names, values, candidates);
    }

    /** Returns the table with one row of missing values. */
    private static SignalTable without(SignalTable table, int row) {
        double[][] values = values(table);
        Arrays.fill(values[row], Double.NaN);
        return new SignalTable(table.signals(), values, table.candidates());
    }

    private static double[][] values(SignalTable table) {
        double[][] values = new double[table.signals().size()][table.candidates()];
        for (int signal = 0; signal < values.length; signal++) {
            for (int candidate = 0; candidate < table.candidates(); candidate++) {
                values[signal][candidate] = table.value(signal, candidate);
            }
        }
        return values;
    }
}
