package dev.memcore.bench.peers;

import com.sun.management.ThreadMXBean;
import dev.memcore.bench.peers.system.PeerQuestion;
import dev.memcore.bench.peers.system.SearchPeer;
import dev.memcore.bench.perf.Sample;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times searches of one thread, and counts the bytes that it allocates and its processor time, which depends less on other
 * processes than the elapsed time does.
 */
final class SearchTimer {
    private static final double KB = 1_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SearchPeer peer;
    private final double mostSeconds;

    /**
     * Creates a timer.
     *
     * @param mostSeconds after which no more searches are started
     */
    SearchTimer(SearchPeer peer, double mostSeconds) {
        this.peer = peer;
        this.mostSeconds = mostSeconds;
    }

    /** The result of timed searches. */
    record Timed(Sample sample, double seconds, double bytesEach, double cpuMillisEach) {
        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>(Figures.of(sample));
            figures.put(Figures.PER_SECOND, sample.size() / seconds);
            figures.put(Figures.ALLOCATED, bytesEach / KB);
            figures.put(Figures.CPU, cpuMillisEach);
            return figures;
        }
    }

    /** Searches once for each question, or until the time is over. */
    Timed time(List<PeerQuestion> questions) {
        long[] nanos = new long[questions.size()];
        long begun = System.nanoTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        int done = 0;
        while (done < nanos.length && System.nanoTime() - begun < mostSeconds * 1e9) {
            long start = System.nanoTime();
            peer.search(questions.get(done));
            nanos[done++] = System.nanoTime() - start;
        }
        double bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        double cpuMillis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Timed(new Sample(Arrays.copyOf(nanos, done)), seconds, bytes / done, cpuMillis / done);
    }
}
