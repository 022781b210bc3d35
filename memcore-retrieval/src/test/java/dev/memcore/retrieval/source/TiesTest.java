package dev.memcore.retrieval.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TiesTest {
    @ParameterizedTest
    @CsvSource({
        "9 8 7 6 5 4 3, 9, 7",
        "9 8 7 6 5 4 3, 4, 4",
        "9 8 7 6 5 5 5, 5, 4",
        "9 8 7 7 7 7 5, 5, 2",
        "9 7 7 7 7 7 5, 4, 4",
        "7 7 7 7 7 7 7, 4, 4",
        "7, 4, 1",
    })
    void aSourceStopsBeforeEqualScoresUnlessTheyAreMost(String scores, int count, int kept) throws IOException {
        List<ScoreDoc> hits = Arrays.stream(scores.split(" "))
                .map(score -> new ScoreDoc(0, Float.parseFloat(score)))
                .toList();
        assertEquals(hits.subList(0, kept), SignalSource.cutOff(hits, count, () -> hits.subList(0, count)));
    }
}
