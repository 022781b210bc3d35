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
    private static final double MOST_WAITING = 4;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SearchPeer peer;
    private final double mostSeconds;

    /**
     * Creates a timer.
     *
     * @param mostSeconds the processor time after which no more searches are started; also after four times as long,
     *     because other processes may use the processors
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
        while (done < nanos.length && !isOver(begun, cpu)) {
            long start = System.nanoTime();
            peer.search(questions.get(done));
            nanos[done++] = System.nanoTime() - start;
        }
        double bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        double cpuMillis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Timed(new Sample(Arrays.copyOf(nanos, done)), seconds, bytes / done, cpuMillis / done);
    }

    private boolean isOver(long begun, long cpu) {
        return THREADS.getCurrentThreadCpuTime() - cpu > mostSeconds * 1e9
                || System.nanoTime() - begun > MOST_WAITING * mostSeconds * 1e9;
    }
}
