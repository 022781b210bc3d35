package dev.memcore.adapter.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowHolderTest {
    @Provide
    Arbitrary<List<MemoryId>> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as(MemoryId::new)
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 200)
    void theTextListsTheIdsInOneWord(@ForAll("ids") List<MemoryId> ids) {
        String text = WindowHolder.text(ids);
        assertEquals(ids, WindowHolder.ids(text));
        assertFalse(text.isBlank() || text.contains(" "), text);
    }

    @Test
    void theTextHasTheFormatOfEarlierVersions() {
        assertEquals("empty", WindowHolder.text(List.of()));
        assertEquals(
                "0000000000000001ffffffffffffffff" + "00000000000000ff0000000000000000",
                WindowHolder.text(List.of(new MemoryId(1, -1), new MemoryId(255, 0))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a list of ids", "0", "0000000000000001ffffffffffffffff0", "Empty"})
    void anotherTextIsAConflict(String text) {
        MemoryException error = assertThrows(MemoryException.class, () -> WindowHolder.ids(text));
        assertEquals(ErrorCode.CONFLICT, error.code());
    }
}
