package dev.memcore.bench.peers;

import dev.memcore.bench.peers.system.PeerQuestion;
import dev.memcore.bench.peers.system.PeerSystem;
import dev.memcore.bench.peers.system.SearchPeer;
import dev.memcore.bench.perf.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures opening a loaded store and its first search, in a JVM that has opened and searched it before. */
final class OpenMeasurement {
    private static final int WARM_UP = 3;
    private static final int SEARCHES = 300;
    private static final double MOST_SECONDS = 5;

    private final PeerSystem system;
    private final Path directory;
    private final PeerSizes sizes;

    OpenMeasurement(PeerSystem system, Path directory, PeerSizes sizes) {
        this.system = system;
        this.directory = directory;
        this.sizes = sizes;
    }

    Map<String, Object> measure() {
        boolean dense = PeerWork.OPEN.dense(system);
        List<PeerQuestion> questions = sizes.corpus().questions(SEARCHES + WARM_UP + sizes.openings());
        try (SearchPeer peer = system.openSearch(directory, dense)) {
            new SearchTimer(peer, MOST_SECONDS).time(questions.subList(0, SEARCHES));
        }
        long[] nanos = new long[sizes.openings()];
        for (int i = -WARM_UP; i < nanos.length; i++) {
            PeerQuestion question = questions.get(SEARCHES + WARM_UP + i);
            long start = System.nanoTime();
            try (SearchPeer peer = system.openSearch(directory, dense)) {
                peer.search(question);
                nanos[Math.max(0, i)] = System.nanoTime() - start;
            }
        }
        return Figures.of(new Sample(nanos));
    }
}
