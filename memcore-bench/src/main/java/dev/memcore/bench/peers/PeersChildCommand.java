package dev.memcore.bench.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.harness.Protocol;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.peers.system.PeerCorpus;
import dev.memcore.bench.peers.system.PeerSystem;
import dev.memcore.bench.peers.system.SearchPeer;
import dev.memcore.bench.perf.ProcessState;
import dev.memcore.spi.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that does one measurement, or loads a store if no work is given. It reports its figures in one line. */
@Command(name = "peers-child", hidden = true)
public final class PeersChildCommand implements Callable<Integer> {
    static final int MANY_THREADS = 8;

    @Option(names = "--system", required = true)
    @SuppressWarnings("NullAway.Init") // required
    private PeerSystem system;

    @Option(names = "--work")
    private @Nullable PeerWork work;

    @Option(names = "--dense")
    private boolean dense;

    @Option(names = "--dir", required = true)
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Option(names = "--data")
    private @Nullable Path data;

    @Option(names = "--memories")
    private int memories;

    @Option(names = "--users")
    private int users;

    @Option(names = "--seed")
    private long seed;

    @Option(names = "--recalls")
    private int recalls;

    @Option(names = "--judged")
    private int judged;

    @Option(names = "--openings")
    private int openings;

    @Option(names = "--seconds")
    private double seconds;

    /** For picocli. */
    public PeersChildCommand() {}

    @Override
    public Integer call() throws JsonProcessingException {
        PeerSizes sizes = new PeerSizes(memories, users, data, seed, recalls, judged, openings, seconds);
        Map<String, Object> figures = work == null ? load(sizes) : measure(work, sizes);
        new Protocol().send(new ObjectMapper().writeValueAsString(figures));
        return 0;
    }

    private Map<String, Object> measure(PeerWork work, PeerSizes sizes) {
        return switch (work) {
            case HYBRID, DENSE, HYBRID_BESIDE_WRITER -> search(work, sizes);
            case OPEN -> new OpenMeasurement(system, directory, sizes).measure();
            case WRITE_1 -> new WriteMeasurement(system, directory, 1, sizes).measure();
            case WRITE_8 -> new WriteMeasurement(system, directory, MANY_THREADS, sizes).measure();
            case COLD_START -> throw new IllegalArgumentException("the parent measures whole processes");
        };
    }

    private Map<String, Object> search(PeerWork work, PeerSizes sizes) {
        PeerCorpus corpus = sizes.corpus();
        if (dense) {
            corpus.embed();
        }
        Stores.embedder().embed(List.of("Hello"), Embedder.Purpose.QUERY); // its table is not the store's
        long heap = ProcessState.usedHeap();
        try (SearchPeer peer = system.openSearch(directory, dense)) {
            SearchMeasurement measurement = new SearchMeasurement(peer, corpus, sizes);
            return work == PeerWork.HYBRID_BESIDE_WRITER ? measurement.besideWriter() : measurement.alone(dense, heap);
        }
    }

    private Map<String, Object> load(PeerSizes sizes) {
        PeerCorpus corpus = sizes.corpus();
        corpus.embed();
        long start = System.nanoTime();
        double loaded;
        try (SearchPeer peer = system.openSearch(directory, dense)) {
            peer.load(corpus);
            loaded = (System.nanoTime() - start) / 1e9;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("loadedPerSecond", corpus.size() / loaded);
        figures.put("diskBytes", bytes(directory));
        figures.put("textBytes", corpus.bytes());
        return figures;
    }

    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
