package dev.memcore.bench.peers;

import dev.memcore.bench.peers.system.DurableWriter;
import dev.memcore.bench.peers.system.PeerCorpus;
import dev.memcore.bench.peers.system.PeerQuestion;
import dev.memcore.bench.peers.system.SearchPeer;
import dev.memcore.bench.perf.ProcessState;
import dev.memcore.bench.perf.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the searches of a loaded store: their time, allocation and quality, alone or beside a writer. */
final class SearchMeasurement {
    private static final int WARM_UP = 1_000;
    private static final double ROUND_SECONDS = 1;
    private static final int TIMES_OF_WRITES = 5;

    private final SearchPeer peer;
    private final PeerCorpus corpus;
    private final PeerSizes sizes;
    private final SearchTimer timer;

    SearchMeasurement(SearchPeer peer, PeerCorpus corpus, PeerSizes sizes) {
        this.peer = peer;
        this.corpus = corpus;
        this.sizes = sizes;
        this.timer = new SearchTimer(peer, TIMES_OF_WRITES * sizes.seconds());
    }

    /**
     * Times searches, and judges their results; with vectors alone, also against exact searches.
     *
     * @param heapBefore the bytes that were in use before the store was opened
     */
    Map<String, Object> alone(boolean dense, long heapBefore) {
        List<PeerQuestion> timed = corpus.questions(sizes.recalls());
        warmUp();
        Map<String, Object> figures = new LinkedHashMap<>(timer.time(timed).figures());
        figures.put("heapBytes", Math.max(0, ProcessState.usedHeap() - heapBefore));
        figures.putAll(quality(dense));
        return figures;
    }

    /** Without questions with evidence, others are compared with exact searches. */
    private Map<String, Object> quality(boolean dense) {
        List<PeerQuestion> questions = corpus.judged(sizes.judged());
        boolean judged = !questions.isEmpty();
        if (!judged && dense) {
            questions = corpus.questions(sizes.judged());
        }
        double evidence = 0;
        double nearest = 0;
        for (PeerQuestion question : questions) {
            List<String> found = peer.search(question);
            evidence += judged ? question.evidenceRecall(found) : 0;
            nearest += dense ? corpus.nearestRecall(question, found) : 0;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("judged", questions.size());
        if (judged) {
            figures.put(Figures.EVIDENCE, evidence / questions.size());
        }
        if (dense) {
            figures.put(Figures.NEAREST, nearest / questions.size());
        }
        return figures;
    }

    /** Times searches alone, then beside a thread that writes other texts durably, as fast as it can. */
    Map<String, Object> besideWriter() {
        List<PeerQuestion> first = corpus.questions(sizes.recalls());
        List<PeerQuestion> second = corpus.questions(sizes.recalls());
        warmUp();
        SearchTimer.Timed alone = timer.time(first);
        WriterThread writer = new WriterThread((DurableWriter) peer, 0, sizes.users(), sizes.seed() + 2);
        SearchTimer.Timed beside;
        double seconds;
        try (writer) {
            warmUp();
            long start = System.nanoTime();
            writer.measure();
            beside = timer.time(second);
            while (!writer.hasMeasured()) { // few searches can be faster than one write
                peer.search(second.getFirst());
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
        Sample writes = new Sample(writer.nanos());
        Map<String, Object> figures = new LinkedHashMap<>(beside.figures());
        figures.putAll(Figures.of("alone", alone.sample()));
        figures.putAll(Figures.of("write", writes));
        figures.put("writesPerSecond", writes.size() / seconds);
        return figures;
    }

    private void warmUp() {
        SearchTimer round = new SearchTimer(peer, ROUND_SECONDS);
        new WarmUp(sizes.seconds()).repeat(() -> round.time(corpus.questions(WARM_UP)));
    }
}
