package dev.memcore.bench.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LabelledSetTest {
    private static final Map<String, List<String>> TEXTS = SourceTexts.in(null);

    @Test
    void theSameSeedGivesTheSamePairsAndAnotherOthers() {
        List<LabelledPair> pairs = LabelledSet.of(TEXTS, 10, 1);
        assertEquals(edited(pairs), edited(LabelledSet.of(TEXTS, 10, 1)));
        assertNotEquals(edited(pairs), edited(LabelledSet.of(TEXTS, 10, 2)));
    }

    private static List<String> edited(List<LabelledPair> pairs) {
        return pairs.stream().map(LabelledPair::edited).toList();
    }

    @Test
    void everyTextIsChangedAndUsedOnce() {
        Set<String> seen = new HashSet<>();
        for (LabelledPair pair : LabelledSet.of(TEXTS, 150, 42)) {
            assertNotEquals(pair.text(), pair.edited());
            assertTrue(seen.add(pair.text()), pair.text());
        }
    }
}
