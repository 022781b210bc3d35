package dev.memcore.bench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.Bench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsCommandTest {
    private static final String FIGURES = """
        {"sets": {
          "babi": {"dataset": "babi", "file": "qa1.txt", "sha256": "0123456789abcdef0123", "n": 40, "embedder": "static",
            "configuration": "defaults", "seed": 42, "recall": {"1": 0.5, "5": 0.81}, "abstention": {"auroc": 0.75},
            "confidence": {"1": [0.4, 0.6], "5": [0.8, 0.82]}, "byCategory": {"task 1": {"n": 40, "1": 0.5, "5": 0.81}},
            "baselines": {"bm25": {"1": 0.25, "5": 0.5}, "ngram": {"1": 0.3, "5": 0.45}, "dense": {"1": 0.2, "5": 0.4}},
            "recallMillis": {"p50": 1.25, "p95": 3},
            "ablations": [{"without": "speaker", "n": 40, "recall": {"1": 0.4, "5": 0.8},
              "difference": {"1": {"mean": -0.1, "confidence": [-0.2, 0]}, "5": {"mean": -0.01, "confidence": [-0.02, 0.01]}}}]},
          "pi": {"dataset": "pi", "n": 4, "accuracy": 1, "confidence": {"accuracy": [1, 1]},
            "byCount": [{"updates": 1, "accuracy": 1}, {"updates": 2, "accuracy": 0.5}],
            "plain": {"byCount": [{"updates": 1, "accuracy": 1}, {"updates": 2, "accuracy": 0}]}}}}
        """;

    @TempDir
    private Path docs;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(docs.resolve("results"));
        Files.writeString(docs.resolve("results/f.json"), FIGURES);
    }

    @Test
    void placesBecomeTables() throws IOException {
        assertEquals("""
            | set | n | figure | memcore | 95 % | bm25 | ngram | dense | recall p50 / p95 ms |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            | babi | 40 | R@5 | **81.0** | 80.0 to 82.0 | 50.0 | 45.0 | 40.0 | 1.3 / 3.0 |
            | pi | 4 | accuracy | **100.0** | 100.0 to 100.0 |  |  |  | NaN / NaN |
            """, rendered("{{overview f.json}}\n"));
        assertEquals("""
            | in % | n | R@1 | R@5 |
            |---|---:|---:|---:|
            | **memcore** | 40 | **50.0** 40.0 to 60.0 | **81.0** 80.0 to 82.0 |
            | task 1 | 40 | 50.0 | 81.0 |
            | *bm25* | 40 | 25.0 | 50.0 |
            | *ngram* | 40 | 30.0 | 45.0 |
            | *dense* | 40 | 20.0 | 40.0 |
            """, rendered("{{figures f.json babi}}\n"));
        assertEquals("""
            | without | babi R@5, n 40 | pi accuracy, n 4 |
            |---|---:|---:|
            | speaker | -1.0 (-2.0 to +1.0) |  |
            """, rendered("{{signals f.json}}\n"));
        assertEquals(
                "area 0.750, {not} a place", rendered("area {{number f.json babi abstention auroc}}, {not} a place"));
    }

    @Test
    void whatFitWroteBecomesTables() throws IOException {
        Files.writeString(docs.resolve("results/fit.json"), """
            {"weights": [{"signal": "speaker", "shipped": 0.15, "fitted": 0.2, "folds": [0.25, 0.125], "heard": 0.5}],
             "fits": [{"dataset": "babi", "role": "fitted", "n": 40, "ways": {
               "shipped": {"5": 0.81},
               "fitted": {"5": 0.84, "difference": {"5": {"mean": 0.03, "confidence": [0.01, 0.05]}}}}}]}
            """);
        assertEquals("""
            | signal | shipped | fitted | over the folds | questions with it, % |
            |---|---:|---:|---:|---:|
            | speaker | 0.150 | 0.200 | 0.125 to 0.250 | 50.0 |

            | set | n | weights | figure | value | difference, 95 % |
            |---|---:|---:|---:|---:|---:|
            | babi, fitted | 40 | shipped | R@5 | 81.0 |  |
            | babi, fitted | 40 | fitted | R@5 | 84.0 | **+3.0** (+1.0 to +5.0) |
            """, rendered("{{fit? fit.json}}\n"));
    }

    @Test
    void whatWasForgottenBecomesTablesAndACurve() throws IOException {
        Files.writeString(docs.resolve("results/forget.json"), """
            {"dataset": "locomo", "fresh": {"n": 9, "results": [
              {"policy": "nothing removed", "share": 0.0, "removed": 0, "evidenceKept": 1, "recall": {"10": 0.8},
               "recallMillis": {"p50": 4, "p95": 8}},
              {"policy": "age-weighted", "share": 0.34, "removed": 30, "evidenceKept": 0.9, "recall": {"10": 0.7},
               "recallMillis": {"p50": 2, "p95": 4}, "differenceToDefault": {"mean": 0, "confidence": [0, 0]}},
              {"policy": "age-weighted", "share": 0.5, "removed": 50, "evidenceKept": 0.8, "recall": {"10": 0.6},
               "recallMillis": {"p50": 1, "p95": 3}, "differenceToDefault": {"mean": 0, "confidence": [0, 0]}},
              {"policy": "fifo", "share": 0.34, "removed": 30, "evidenceKept": 0.6, "recall": {"10": 0.5},
               "recallMillis": {"p50": 3, "p95": 5},
               "differenceToDefault": {"mean": -0.2, "confidence": [-0.3, -0.1]}}]},
             "gists": {"results": [{"policy": "fifo", "share": 0.34, "gists": 10, "removedBytes": 200, "gistBytes": 101,
               "recall": {"10": 0.65}, "recallOfTurns": {"10": 0.5}}]}}
            """);
        assertEquals("""
            | policy | 34 %: evidence, % | R@10 | against the default (95 %) | 50 %: evidence, % | R@10 | against the default (95 %) |
            |---|---:|---:|---:|---:|---:|---:|
            | `age-weighted` | 90.0 | **70.0** | +0.0 (+0.0 to +0.0) | 80.0 | **60.0** | +0.0 (+0.0 to +0.0) |
            | `fifo` | 60.0 | **50.0** | **-20.0** (-30.0 to -10.0) |  |  |  |
            """, rendered("{{forgetting forget.json fresh}}\n"));
        assertEquals("""
            | R@10, removed | 34 % | 50 % |
            |---|---:|---:|
            | `age-weighted` | 70.0 | 60.0 |
            | `fifo` | 50.0 |  |
            """, rendered("{{curves forget.json fresh}}\n"));
        assertEquals("""
            | removed | policies | recall p50, ms | p95, ms |
            |---|---:|---:|---:|
            | 0 % | 1 | 4.0 | 8.0 |
            | 34 % | 2 | 3.0 (2.0 to 3.0) | 5.0 (4.0 to 5.0) |
            | 50 % | 1 | 1.0 | 3.0 |
            """, rendered("{{latency forget.json fresh}}\n"));
        assertEquals("""
            | policy | removed | gists | of the bytes, % | R@10 without | R@10 with gists | turns alone |
            |---|---:|---:|---:|---:|---:|---:|
            | `fifo` | 34 % | 10 | 50.5 | 50.0 | **65.0** | 50.0 |
            """, rendered("{{gists forget.json}}\n"));
        assertEquals(
                "![R@10 by the share removed, fresh](results/forget-fresh.svg)",
                rendered("{{curve forget.json fresh age-weighted fifo}}"));
        assertTrue(
                Files.readString(docs.resolve("results/forget-fresh.svg")).contains("rgb(230,159,0)"),
                "the second curve");
    }

    @Test
    void aPlaceCanWaitForItsFigures() throws IOException {
        assertEquals("*Not measured yet: g.json is not there.*", rendered("{{signals? g.json}}"));
    }

    @Test
    void chartsLieBesideTheTemplateAndAreTheSameEveryTime() throws IOException {
        assertEquals(
                "![The sets beside plain baselines](results/f-overview.svg)"
                        + " ![Accuracy by number of updates](results/f-interference.svg)",
                rendered("{{chart f.json}} {{interference f.json}}"));
        byte[] first = Files.readAllBytes(docs.resolve("results/f-overview.svg"));
        assertTrue(new String(first, StandardCharsets.UTF_8).contains("rgb(0,114,178)"), "memory's colour");
        rendered("{{chart f.json}}");
        assertArrayEquals(first, Files.readAllBytes(docs.resolve("results/f-overview.svg")));
    }

    @Test
    void whatIsNotThereIsBadInput() throws IOException {
        for (String place : new String[] {
            "{{curves f.json used}}",
            "{{overview g.json}}",
            "{{figures f.json locomo}}",
            "{{guess f.json}}",
            "{{number f.json babi no such}}"
        }) {
            Files.writeString(docs.resolve("results/template.md"), place);
            assertEquals(2, Bench.run("results", "--docs", docs.toString()), place);
        }
    }

    private String rendered(String template) throws IOException {
        Files.writeString(docs.resolve("results/template.md"), template);
        assertEquals(0, Bench.run("results", "--docs", docs.toString()));
        return Files.readString(docs.resolve("results.md"));
    }
}
