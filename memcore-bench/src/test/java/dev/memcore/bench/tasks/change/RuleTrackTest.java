package dev.memcore.bench.tasks.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.memcore.bench.tasks.change.RuleTrack.Rule;
import org.junit.jupiter.api.Test;

final class RuleTrackTest {
    private static String key(String text) {
        return Rule.of(text, "").key();
    }

    @Test
    void aRuleOfNamesReplacesTheOneBefore() {
        assertEquals(key("always start function names with 'x_'"), key("always start function names with 'fn_'"));
        assertEquals(key("always use snake_case for class names"), key("always use CamelCase for class names"));
        assertNotEquals(key("always start function names with 'x_'"), key("always end function names with 'x_'"));
    }

    @Test
    void modulesAndDecoratorsAddToEachOther() {
        assertNotEquals(
                key("always import the 'gzip' module even if it is not used"),
                key("always import the 'bz2' module even if it is not used"));
        assertNotEquals(
                key("always add the '@retry' decorator from the 'pedantic' module to all methods"),
                key("always add the '@trace' decorator from the 'pedantic' module to all methods"));
    }
}
