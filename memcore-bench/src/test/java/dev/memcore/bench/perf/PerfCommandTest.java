package dev.memcore.bench.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PerfCommandTest {
    @TempDir
    private Path directory;

    @Test
    void measuresEverythingItReports() throws IOException {
        Path json = directory.resolve("perf.json");
        assertEquals(
                0,
                Bench.run(
                        "perf",
                        "--memories",
                        "2000",
                        "--recalls",
                        "50",
                        "--write-seconds",
                        "0.3",
                        "--rounds",
                        "1",
                        "--json",
                        json.toString()));
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        for (String variant : List.of("manyUsers", "oneUser")) {
            JsonNode measured = result.path(variant);
            assertPositive(measured, "ingestPerSecond", "logBytesPerPayloadByte", "writesPerSecondMeanwhile");
            for (String latency : List.of("openMillis", "recallMillis", "recallMillisWhileWriting")) {
                assertPositive(measured.path(latency), "n", "p50", "p95", "p99");
            }
        }
        for (String variant : List.of("history", "historyOneUser")) {
            assertPositive(result.path(variant), "ratio", "versionsEach");
            assertPositive(result.path(variant).path("asOfRecallMillis"), "n", "p50");
        }
        for (String size : List.of("conversation", "large")) {
            assertPositive(result.path("recall").path(size), "memories", "ratio");
            assertPositive(result.path("recall").path(size).path("plainMillis"), "n", "p50");
        }
        for (String way : List.of("scan", "graph")) {
            assertPositive(result.path("graph").path(way), "ingestSeconds", "indexBytes");
            assertPositive(result.path("graph").path(way).path("oneIn50"), "recallAt10");
        }
        for (String variant : List.of("maintenance", "maintenanceOneUser")) {
            assertPositive(result.path(variant), "ratio", "operations", "commits", "seconds", "heapMegabytesMost");
            assertPositive(result.path(variant).path("recallMillisBesideMaintenance"), "n", "p50");
        }
        assertPositive(result.path("durableRemember"), "perSecond1Thread", "perSecond8Threads", "ratio");
    }

    private static void assertPositive(JsonNode node, String... fields) {
        for (String field : fields) {
            assertTrue(node.path(field).asDouble() > 0, field + " in " + node);
        }
    }

    @Test
    void theSameSeedGivesTheSameConversation() {
        ConversationGenerator one = new ConversationGenerator(9);
        ConversationGenerator other = new ConversationGenerator(9);
        for (int i = 0; i < 100; i++) {
            assertEquals(one.turn(), other.turn());
            assertEquals(one.question(), other.question());
        }
    }
}
