package dev.memcore.bench.peers;

import dev.memcore.bench.peers.system.DurableWriter;
import dev.memcore.bench.peers.system.PeerSystem;
import dev.memcore.bench.perf.Sample;
import dev.memcore.bench.perf.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Measures durable writes of single turns into a new store, each thread to a user of its own. Before and after them, the
 * same threads append to a raw file and force it, so that pauses of the device are known.
 */
final class WriteMeasurement {
    private static final double LONG_PAUSE_MILLIS = 100;

    private static final Duration ROUND = Duration.ofSeconds(1);

    private final PeerSystem system;
    private final Path directory;
    private final int threads;
    private final PeerSizes sizes;

    WriteMeasurement(PeerSystem system, Path directory, int threads, PeerSizes sizes) {
        this.system = system;
        this.directory = directory;
        this.threads = threads;
        this.sizes = sizes;
    }

    Map<String, Object> measure() {
        Duration time = Duration.ofNanos((long) (sizes.seconds() * 1e9));
        long[] forced;
        long[] written;
        double seconds;
        try (DurableWriter raw = PeerSystem.FORCE.openWriter(directory.resolve("raw"));
                DurableWriter writer = system.openWriter(directory.resolve("store"))) {
            write(raw, time.dividedBy(4));
            forced = write(raw, time.dividedBy(2));
            warmUp(writer, time);
            long start = System.nanoTime();
            written = write(writer, time);
            seconds = (System.nanoTime() - start) / 1e9;
            forced = joined(forced, write(raw, time.dividedBy(2)));
        }
        Map<String, Object> figures = new LinkedHashMap<>(Figures.of(new Sample(written)));
        figures.put(Figures.PER_SECOND, written.length / seconds);
        figures.put("pausesOver100Millis", pauses(written));
        figures.putAll(Figures.of("force", new Sample(forced)));
        figures.put("forcePerSecond", forced.length / (time.toNanos() / 1e9));
        return figures;
    }

    private void warmUp(DurableWriter writer, Duration time) {
        Duration round = time.compareTo(ROUND) < 0 ? time : ROUND;
        new WarmUp(sizes.seconds()).repeat(() -> write(writer, round));
    }

    private long[] write(DurableWriter writer, Duration time) {
        List<WriterThread> writers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            writers.add(new WriterThread(writer, i, 1, sizes.seed() + i));
        }
        writers.forEach(WriterThread::measure);
        Threads.sleep(time);
        writers.forEach(WriterThread::stop);
        writers.forEach(WriterThread::close);
        return joined(writers.stream().map(each -> each.nanos()).toArray(long[][]::new));
    }

    private static long[] joined(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(LongStream::of).toArray();
    }

    private static long pauses(long[] nanos) {
        return LongStream.of(nanos)
                .filter(each -> each / 1e6 > LONG_PAUSE_MILLIS)
                .count();
    }
}
