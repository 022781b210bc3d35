package dev.memcore.bench.eval.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the answers to single questions as JSON Lines. */
public final class OutcomeLines {
    private OutcomeLines() {}

    /** Writes a line for each answer; "conversation" is the group's id. */
    public static void write(Writer writer, String dataset, Outcomes outcomes) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (Outcome outcome : outcomes.all()) {
            writer.write(mapper.writeValueAsString(line(dataset, outcomes, outcome)));
            writer.write('\n');
        }
    }

    private static Map<String, Object> line(String dataset, Outcomes outcomes, Outcome outcome) {
        Asked asked = outcome.asked();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dataset", dataset);
        line.put("conversation", outcome.group());
        line.put("question", asked.text());
        line.put("category", asked.category());
        if (asked.at() != null) {
            line.put("askedAt", asked.at().toString());
        }
        line.put("evidence", asked.evidence());
        if (!asked.superseded().isEmpty()) {
            line.put("superseded", asked.superseded());
        }
        line.put("retrieved", outcome.retrieved());
        for (Metric metric : outcomes.metrics()) {
            line.put(
                    metric.recall() ? "recall@" + metric.key() : metric.key(),
                    metric.of().applyAsDouble(outcome));
        }
        line.put("confidence", outcome.confidence());
        line.put("millis", outcome.nanos() / 1e6);
        return line;
    }
}
