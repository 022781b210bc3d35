package dev.memcore.bench.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.UniqueWord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TracesTest {
    private static final String WORD = UniqueWord.of(7);
    private static final String OTHER = UniqueWord.of(8);

    @TempDir
    private Path directory;

    @Test
    void aWordIsFoundInEveryEncodingAndAtEveryPlace() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String before : List.of("", "x", "qa", "q", "bab")) {
                Files.write(directory.resolve("file"), (before + WORD + "tail").getBytes(charset));
                Traces traces = Traces.of(directory, Set.of(WORD));
                int bytes = UniqueWord.CHARACTERS * (charset.equals(StandardCharsets.UTF_8) ? 1 : 2);
                assertEquals(bytes, traces.bytes(), () -> before + " " + charset + " " + traces);
                assertEquals(1, traces.files());
            }
        }
    }

    @Test
    void otherWordsAreNotFound() throws IOException {
        Files.writeString(directory.resolve("file"), OTHER + WORD.substring(1) + " " + WORD.substring(0, 9));
        assertEquals(0, Traces.of(directory, Set.of(WORD)).bytes());
    }

    @Test
    void aWordOfAForgottenMemoryIsFoundInTheIndex() {
        try (MemoryManager store = Stores.open(directory.resolve("store"))) {
            MemorySpace space = store.space(Scope.of("t"));
            space.forget(space.remember(WORD + " is forgotten").id());
            space.remember("something else");
        }
        Traces traces = Traces.of(directory.resolve("store").resolve("index"), Set.of(WORD));
        assertTrue(traces.places().toString().contains("stored field"), traces::toString);
        assertTrue(traces.places().toString().contains("a term of"), traces::toString);
    }
}
