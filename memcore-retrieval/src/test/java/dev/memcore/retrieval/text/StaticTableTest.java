package dev.memcore.retrieval.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class StaticTableTest {
    private static final byte[] SOUND = file().bytes();

    @Test
    void aSoundTableGivesTheSumOfItsRows() {
        StaticTable table = StaticTable.parse(SOUND, "table");

        assertArrayEquals(new float[] {2, 1, 1}, table.sum("Teapot, tea, pot"));
        assertEquals(3, table.dimensions());
        assertTrue(table.modelId().startsWith("test@"), table.modelId());
    }

    @Test
    void everyChangedByteIsNoticed() {
        for (int i = 0; i < SOUND.length; i++) {
            byte[] damaged = SOUND.clone();
            damaged[i] ^= 0x10;
            MemoryException e = assertThrows(MemoryException.class, () -> StaticTable.parse(damaged, "table"));
            assertTrue(e.code() == ErrorCode.FOREIGN_FILE || e.code() == ErrorCode.FORMAT_NEWER, e.getMessage());
        }
    }

    @Test
    void everyCutIsNoticed() {
        for (int length = 0; length < SOUND.length; length++) {
            assertForeign(Arrays.copyOf(SOUND, length));
        }
        assertForeign(Arrays.copyOf(SOUND, SOUND.length + 1));
    }

    @Test
    void aNewerFormatIsRefusedAsNewer() {
        StaticTableFile file = file();
        file.version = 2;
        byte[] newer = file.bytes();

        MemoryException e = assertThrows(MemoryException.class, () -> StaticTable.parse(newer, "table"));

        assertEquals(ErrorCode.FORMAT_NEWER, e.code());
    }

    @Test
    void impossibleSizesAndScalesAreRefusedThoughTheChecksumIsRight() {
        assertForeign(changed(f -> f.magic++));
        assertForeign(changed(f -> f.version = 0));
        assertForeign(changed(f -> f.dimensions = 0));
        assertForeign(changed(f -> f.dimensions = 4));
        assertForeign(changed(f -> {
            f.dimensions = 1025;
            f.rows = new byte[3 * 1025];
        }));
        assertForeign(changed(f -> f.scale = Float.NaN));
        assertForeign(changed(f -> f.scale = 1e30f));
        assertForeign(new StaticTableFile().bytes());
    }

    @Test
    void differentTablesHaveDifferentModelIds() {
        String one = StaticTable.parse(SOUND, "table").modelId();
        String two = StaticTable.parse(changed(f -> f.rows[1] = 1), "table").modelId();

        assertTrue(!one.equals(two), one);
    }

    private static StaticTableFile file() {
        return new StaticTableFile("tea", "pot", "##pot");
    }

    private static byte[] changed(Consumer<StaticTableFile> change) {
        StaticTableFile file = file();
        change.accept(file);
        return file.bytes();
    }

    private static void assertForeign(byte[] bytes) {
        MemoryException e = assertThrows(MemoryException.class, () -> StaticTable.parse(bytes, "table"));
        assertEquals(ErrorCode.FOREIGN_FILE, e.code());
    }
}
