package dev.memcore.bench.eval.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.eval.SmallSets;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.set.NamingRule.Aspect;
import dev.memcore.bench.eval.set.NamingRule.Stated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemorycodeSetTest {
    @Test
    void theTurnsThatStateTheLatestVersionAreEvidenceAndEarlierOnesSuperseded(@TempDir Path directory)
            throws IOException {
        SmallSets.writeTo(directory);
        MemorycodeSet set = MemorycodeSet.read(directory);
        Group group = set.groups().getFirst();
        assertEquals(8, group.documents().size());
        assertEquals("Paul: I bring a cake.", group.documents().get(4).text());
        List<Asked> asked = group.questions();
        assertEquals(
                List.of(
                        "What is the latest rule for how variable names start?",
                        "always start variable names with",
                        "What is the latest rule for variable names?"),
                asked.stream().map(Asked::text).toList());
        for (Asked one : asked) {
            assertEquals(List.of("3:1"), one.evidence());
            assertEquals(List.of("1:1", "1:2"), one.superseded());
        }
        assertEquals(
                List.of(asked.getFirst()), asked.stream().filter(set::counts).toList());
    }

    @Test
    void onlyRulesOfNamesAreParsed() {
        assertEquals(
                new Stated(new NamingRule("function argument", Aspect.END), "_q"),
                NamingRule.parse("always end function argument names with '_q'").orElseThrow());
        assertEquals(
                new Stated(new NamingRule("class", Aspect.CASE), "all UPPERCASE"),
                NamingRule.parse("always use all UPPERCASE for class names").orElseThrow());
        assertTrue(NamingRule.parse("always use a linter").isEmpty());
    }

    @Test
    void aLiteralIsNotFoundWithinALongerWord() {
        Stated start = NamingRule.parse("always start method names with 'x_'").orElseThrow();
        assertTrue(start.isIn("methods, say x_total"));
        assertTrue(start.isIn("use `x_` please"));
        assertFalse(start.isIn("the old max_ names"));
        Stated end = NamingRule.parse("always end method names with '_x'").orElseThrow();
        assertTrue(end.isIn("put \"_x\" last."));
        assertFalse(end.isIn("_xt"));
        assertFalse(end.isIn("total_x"));
        Stated cased = NamingRule.parse("always use snake_case for class names").orElseThrow();
        assertTrue(cased.isIn("Snake case, from today"));
        assertFalse(cased.isIn("camel case"));
    }
}
