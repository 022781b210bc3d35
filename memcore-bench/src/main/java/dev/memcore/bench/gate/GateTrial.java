package dev.memcore.bench.gate;

import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.spi.RecallGate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one set that a gate stops.
 *
 * @param set the name of the set
 * @param questions the number of its questions, all of which need memory
 * @param missed how many of the questions the gate stops
 * @param smallTalk the number of its turns that are labelled as in need of no memory
 * @param spared how many of these the gate stops
 */
record GateTrial(String set, int questions, int missed, int smallTalk, int spared) {
    private static final String LABELS = "/dev/memcore/bench/gate/negatives.tsv";

    static GateTrial of(EvaluationSet set, RecallGate gate) {
        Set<String> labelled = labelled(set.name());
        int questions = 0;
        int missed = 0;
        int smallTalk = 0;
        int spared = 0;
        for (Group group : set.groups()) {
            for (Asked asked : group.questions()) {
                questions++;
                missed += gate.needsMemory(asked.text()) ? 0 : 1;
            }
            for (Document document : group.documents()) {
                if (labelled.contains(group.id() + "\t" + document.id())) {
                    smallTalk++;
                    spared += gate.needsMemory(document.observation().text()) ? 0 : 1;
                }
            }
        }
        return new GateTrial(set.name(), questions, missed, smallTalk, spared);
    }

    /** Returns the users and ids of the labelled turns of a set. */
    private static Set<String> labelled(String set) {
        InputStream stream = Objects.requireNonNull(GateTrial.class.getResourceAsStream(LABELS), LABELS);
        Set<String> labelled = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(set + "\t")) {
                    labelled.add(line.substring(set.length() + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + LABELS, e);
        }
        return labelled;
    }
}
