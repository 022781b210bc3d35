package dev.memcore.bench.simulate.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TracesTest {
    private static final TraceSize SIZE = new TraceSize(200, 40_000, 0.9);

    @TempDir
    private Path directory;

    @Test
    void zipfDrawsRanksByTheirLaw() {
        Zipf zipf = new Zipf(200, 0.9);
        long[] counts = sorted(counts(Traces.zipf(SIZE, 7), 0, SIZE.steps()));
        for (int rank : new int[] {0, 1, 4, 19}) {
            double expected = zipf.chance(rank) * SIZE.steps();
            assertEquals(expected, (double) counts[rank], 4 * Math.sqrt(expected), "rank " + rank);
        }
        assertEquals(1, zipf.chance(0) / zipf.chance(1) / Math.pow(2, 0.9), 1e-9);
    }

    @Test
    void aDriftMovesWhatIsWantedMostAndKeepsTheLaw() {
        Trace drift = Traces.drift(SIZE, 7);
        int part = SIZE.steps() / Traces.ROTATIONS;
        long[] first = counts(drift, 0, part);
        long[] second = counts(drift, part, 2 * part);
        assertNotEquals(top(first), top(second));
        double most = new Zipf(200, 0.9).chance(0) * part;
        assertEquals(most, (double) first[top(first)], 4 * Math.sqrt(most));
        assertEquals(most, (double) second[top(second)], 4 * Math.sqrt(most));
        assertTrue(second[top(first)] < most / 5, "what was wanted most is wanted least next");
    }

    @Test
    void whatIsScannedIsAskedForOnce() {
        Trace scan = Traces.scan(SIZE, 7);
        long[] counts = counts(scan, 0, SIZE.steps());
        long scanned = Arrays.stream(counts, SIZE.items(), counts.length)
                .peek(count -> assertEquals(1, count))
                .count();
        assertEquals(SIZE.steps() / 3.0, (double) scanned, SIZE.items());
        assertEquals(SIZE.steps(), scan.asked());
    }

    @Test
    void aDialogueAsksForWhatWasToldAndNeverForSmallTalk() {
        Trace dialogue = DialogueTrace.of(new TraceSize(600, 6_000, 0.9), 7);
        assertEquals(600, dialogue.items().size());
        assertEquals(6_000, dialogue.steps().size());
        assertEquals(5_400, dialogue.asked());
        Set<Integer> told = new HashSet<>();
        double age = 0;
        for (Trace.Step step : dialogue.steps()) {
            assertFalse(step.at().isBefore(Trace.BEGIN));
            if (step.asked()) {
                assertTrue(told.contains(step.item()), "asked before it was told");
                assertTrue(
                        dialogue.items().get(step.item()).text().contains(", q"),
                        dialogue.items().get(step.item()).text());
                age += told.size() - step.item();
            } else {
                assertTrue(told.add(step.item()), "told twice");
            }
        }
        double mean = age / dialogue.asked();
        assertTrue(mean > 20 && mean < 250, "asked for after " + mean + " turns; half would be 150 without recency");
        assertInOrder(dialogue);
    }

    private static void assertInOrder(Trace trace) {
        for (int i = 1; i < trace.steps().size(); i++) {
            assertFalse(
                    trace.steps().get(i).at().isBefore(trace.steps().get(i - 1).at()));
        }
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        TraceSize size = new TraceSize(40, 100, 1);
        Traces.byName().forEach((name, generator) -> {
            assertEquals(generator.trace(size, 3), generator.trace(size, 3), name);
            assertNotEquals(generator.trace(size, 3), generator.trace(size, 4), name);
            assertInOrder(generator.trace(size, 3));
        });
    }

    @Test
    void aFileHasOneKeyALine() throws IOException {
        Trace trace = FileTrace.read(file("a\nb\na\n"));
        assertEquals(
                List.of(0, 1, 0), trace.steps().stream().map(Trace.Step::item).toList());
        assertEquals(2, trace.items().size());
        assertRefused("line 2 is blank", "a\n \nb\n");
        assertRefused("line 3 has 1001 characters", "a\nb\n" + "c".repeat(1_001));
        assertRefused("is empty", "");
    }

    private void assertRefused(String message, String content) throws IOException {
        Path file = file(content);
        BadInput refused = assertThrows(BadInput.class, () -> FileTrace.read(file));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("trace.txt"), content);
    }

    private static long[] counts(Trace trace, int from, int to) {
        long[] counts = new long[trace.items().size()];
        trace.steps().subList(from, to).forEach(step -> counts[step.item()]++);
        return counts;
    }

    private static long[] sorted(long[] counts) {
        Arrays.sort(counts);
        long[] descending = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            descending[i] = counts[counts.length - 1 - i];
        }
        return descending;
    }

    private static int top(long[] counts) {
        int top = 0;
        for (int i = 1; i < counts.length; i++) {
            top = counts[i] > counts[top] ? i : top;
        }
        return top;
    }
}
