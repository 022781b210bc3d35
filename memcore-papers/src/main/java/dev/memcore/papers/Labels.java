package dev.memcore.papers;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds presets by their labels. */
final class Labels {
    private Labels() {}

    /**
     * Returns the preset with a label.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if there is none; the message lists all labels
     */
    static <T> T find(T[] presets, Function<T, String> labelOf, String label) {
        return Arrays.stream(presets)
                .filter(preset -> labelOf.apply(preset).equals(label))
                .findFirst()
                .orElseThrow(() -> MemoryException.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "no preset \"" + label + "\"; there are "
                                + Arrays.stream(presets).map(labelOf).collect(Collectors.joining(", "))));
    }
}
