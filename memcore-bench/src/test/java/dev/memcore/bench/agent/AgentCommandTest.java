package dev.memcore.bench.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.Bench;
import dev.memcore.spi.model.ModelReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example agent works as its transcript says. If a change of recall or of contexts changes the transcript as intended,
 * write the new one: {@code agent --out memcore-bench/src/test/resources/dev/memcore/bench/agent/transcript.txt}.
 */
final class AgentCommandTest {
    @TempDir
    private Path directory;

    @Test
    void theTranscriptIsTheExpectedOne() throws IOException {
        Path out = directory.resolve("transcript.txt");
        assertEquals(0, Bench.run("agent", "--out", out.toString()));
        try (InputStream expected = AgentCommandTest.class.getResourceAsStream("transcript.txt")) {
            assertEquals(new String(Objects.requireNonNull(expected).readAllBytes(), UTF_8), Files.readString(out));
        }
    }

    @Test
    void whatMattersIsInTheTranscript() throws IOException {
        Path out = directory.resolve("transcript.txt");
        assertEquals(0, Bench.run("agent", "--out", out.toString()));
        String transcript = Files.readString(out);
        assertTrue(transcript.contains("assistant: [1] home: Porto"), "the corrected fact after the restart");
        assertTrue(transcript.contains("the store was closed and opened again"));
        assertTrue(transcript.contains("erased 2 memories; verified: true"));
        assertTrue(transcript.endsWith("assistant: I do not know.\n"), "after the erasure");
    }

    @Test
    void anEndpointIsAskedWithTheTools() throws IOException {
        List<ModelReply> replies = Collections.nCopies(20, ModelReply.of("I see."));
        try (FakeEndpoint endpoint = new FakeEndpoint(replies)) {
            Path out = directory.resolve("transcript.txt");
            assertEquals(
                    0,
                    Bench.run(
                            "agent",
                            "--endpoint",
                            endpoint.uri().toString(),
                            "--model",
                            "small",
                            "--out",
                            out.toString()));
            assertTrue(Files.readString(out).contains("assistant: I see."));
            assertTrue(endpoint.requests().getFirst().contains("\"memory_search\""));
            assertTrue(endpoint.requests().getFirst().contains("\"model\":\"small\""));
        }
    }

    @Test
    void anEndpointNeedsAModel() {
        assertEquals(2, Bench.run("agent", "--endpoint", "http://localhost:1/v1"));
    }
}
