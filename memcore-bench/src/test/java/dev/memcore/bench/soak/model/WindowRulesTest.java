package dev.memcore.bench.soak.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WindowRulesTest {
    private final List<Entry> messages = new ArrayList<>();

    @Test
    void aWholeExchangeIsWanted() {
        Entry question = plain();
        Entry call = call("a", "b");
        Entry first = result("a");
        Entry second = result("b");
        Entry answer = plain();
        assertDoesNotThrow(() -> WindowRules.compare(List.of(question, call, first, second, answer), messages, true));
        assertLacks(List.of(question, answer));
        assertLacks(List.of(question, call, first, second));
    }

    @Test
    void idsThatRepeatBelongToTheNearestCall() {
        List<Entry> twice = List.of(call("a"), result("a"), call("a"), result("a"));
        assertDoesNotThrow(() -> WindowRules.compare(twice, messages, true));
        assertLacks(twice.subList(0, 2));
    }

    @Test
    void aCallOfWhichOneResultIsMissingIsNotAccepted() {
        Entry call = call("a", "b");
        Entry result = result("a");
        Entry next = plain();
        assertLacks(List.of(call, result, next));
        assertDoesNotThrow(() -> WindowRules.compare(List.of(next), messages, true));
    }

    @Test
    void aResultWithoutItsCallIsNotAccepted() {
        Entry question = plain();
        Entry result = result("a");
        assertLacks(List.of(question, result));
        assertDoesNotThrow(() -> WindowRules.compare(List.of(question), messages, true));
    }

    @Test
    void aCallMayBeOpenAtTheEnd() {
        Entry question = plain();
        Entry call = call("a");
        assertDoesNotThrow(() -> WindowRules.compare(List.of(question, call), messages, true));
        assertDoesNotThrow(() -> WindowRules.compare(List.of(question), messages, true));
    }

    @Test
    void aBoundedWindowMayBeginAnywhereButLeavesNothingOutBehind() {
        Entry first = plain();
        Entry second = plain();
        Entry third = plain();
        assertDoesNotThrow(() -> WindowRules.compare(List.of(second, third), messages, false));
        assertDoesNotThrow(() -> WindowRules.compare(List.of(), messages, false));
        assertThrows(Mismatch.class, () -> WindowRules.compare(List.of(first, third), messages, false));
        assertThrows(Mismatch.class, () -> WindowRules.compare(List.of(third, second), messages, false));
        assertLacks(List.of(second, third));
    }

    private void assertLacks(List<Entry> window) {
        assertThrows(Mismatch.class, () -> WindowRules.compare(window, messages, true));
    }

    private Entry plain() {
        return message(Role.USER, List.of());
    }

    private Entry call(String... ids) {
        return message(Role.ASSISTANT, List.of(ids));
    }

    private Entry result(String id) {
        return message(Role.TOOL, List.of(id));
    }

    private Entry message(Role role, List<String> calls) {
        int number = messages.size();
        Entry entry = new Entry(number, new MemoryId(number, 1), "message " + number, number);
        entry.session = "session";
        entry.role = role;
        entry.calls = calls;
        messages.add(entry);
        return entry;
    }
}
