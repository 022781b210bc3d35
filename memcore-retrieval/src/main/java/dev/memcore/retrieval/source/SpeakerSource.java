package dev.memcore.retrieval.source;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.text.TermAnalysis;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.visibility.Candidates;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.SortedDocValues;

/** Computes whether the query names the memory's speaker: 1 or 0. Finds no candidates. */
final class SpeakerSource implements SignalSource {
    private final Visible visible;
    private final TermAnalysis analysis;
    private final TermBag query;
    private final Map<String, Double> known = new HashMap<>();

    SpeakerSource(Visible visible, TermAnalysis analysis, TermBag query) {
        this.visible = visible;
        this.analysis = analysis;
        this.query = query;
    }

    @Override
    public String signal() {
        return Signals.SPEAKER;
    }

    @Override
    public double[] values(Candidates candidates) throws IOException {
        double[] values = candidates.row(0);
        visible.forEachSegment(candidates, (leaf, document, candidate) -> {
            int last = -1;
            double value = 0;
            SortedDocValues speakers = leaf.reader().getSortedDocValues(MemoryDocument.SPEAKER);
            for (int i = 0; speakers != null && i < document.length; i++) {
                if (speakers.advanceExact(document[i])) {
                    int speaker = speakers.ordValue();
                    if (speaker != last) {
                        last = speaker;
                        value = named(speakers.lookupOrd(speaker).utf8ToString());
                    }
                    values[candidate[i]] = value;
                }
            }
        });
        for (int i = 0; i < candidates.waiting().size(); i++) {
            String speaker =
                    candidates.waiting().get(i).entry().memory().observation().speaker();
            if (speaker != null) {
                values[candidates.firstWaiting() + i] = named(speaker);
            }
        }
        return values;
    }

    private double named(String speaker) {
        return known.computeIfAbsent(
                speaker, name -> analysis.terms(name).stream().anyMatch(term -> query.frequency(term) > 0) ? 1.0 : 0.0);
    }
}
