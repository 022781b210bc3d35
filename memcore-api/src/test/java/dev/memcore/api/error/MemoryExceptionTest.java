package dev.memcore.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryExceptionTest {
    @Test
    void eachCodeBelongsToOneType() {
        Map<ErrorCode, Class<?>> types = new EnumMap<>(ErrorCode.class);
        for (ErrorCode code : ErrorCode.values()) {
            MemoryException made = MemoryException.of(code, "told");
            types.put(code, made.getClass());
            assertSame(code, made.code());
            assertEquals("[" + code + " " + code.number() + "] told", made.getMessage());
        }
        assertEquals(InvalidArgumentException.class, types.get(ErrorCode.LIMIT_EXCEEDED));
        assertEquals(NotFoundException.class, types.get(ErrorCode.NOT_FOUND));
        assertEquals(ConflictException.class, types.get(ErrorCode.CONFLICT));
        assertEquals(StoreLockedException.class, types.get(ErrorCode.LOCKED));
        assertEquals(DamagedException.class, types.get(ErrorCode.LOG_DAMAGED));
        assertEquals(StorageException.class, types.get(ErrorCode.STORAGE_FULL));
    }

    @Test
    void theSpecialOnesFitIntoTheTree() {
        ConflictException undo = new UndoConflictException(List.of());
        DamagedException log = new LogDamagedException(ErrorCode.LOG_TRUNCATED, "0001.log", 7, "ends early", null);
        assertSame(ErrorCode.CONFLICT, undo.code());
        assertSame(ErrorCode.LOG_TRUNCATED, log.code());
        assertThrows(
                InvalidArgumentException.class,
                () -> new LogDamagedException(ErrorCode.LOCKED, "0001.log", 7, "held", null));
    }

    @Test
    void theCauseIsKept() {
        Throwable cause = new IllegalStateException("below");
        assertSame(
                cause,
                MemoryException.of(ErrorCode.COMPONENT_FAILED, "above", cause).getCause());
    }
}
