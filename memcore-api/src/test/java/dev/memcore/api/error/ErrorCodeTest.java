package dev.memcore.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ErrorCodeTest {
    @Test
    void everyCodeHasANumberOfItsOwn() {
        long numbers = Arrays.stream(ErrorCode.values())
                .mapToInt(ErrorCode::number)
                .distinct()
                .count();
        assertEquals(ErrorCode.values().length, numbers);
    }
}
