package dev.memcore.bench.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.harness.ChildJvm;
import dev.memcore.bench.peers.system.PeerQuestion;
import dev.memcore.bench.peers.system.PeerSystem;
import dev.memcore.bench.perf.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs each measurement in a JVM of its own. A store is loaded once, when a measurement first needs it. */
final class PeerRuns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FEW_MEMORIES = 1_000;

    private final Path directory;
    private final PeerSizes sizes;
    private final List<String> options;
    private final Map<Path, Map<String, Object>> loaded = new HashMap<>();

    /**
     * Creates runs.
     *
     * @param options the options of each JVM
     */
    PeerRuns(Path directory, PeerSizes sizes, List<String> options) {
        this.directory = directory;
        this.sizes = sizes;
        this.options = options;
    }

    /** Measures, and returns the figures by name, with null for those that do not apply. */
    Map<String, Object> measure(PeerSystem system, PeerWork work) {
        PeerSizes used = switch (work) {
            case COLD_START -> sizes.ofOneUser(Math.min(FEW_MEMORIES, sizes.memories()));
            default -> sizes;
        };
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("system", system.label());
        row.put("work", work.label());
        boolean stored = work != PeerWork.WRITE_1 && work != PeerWork.WRITE_8;
        row.put("memories", stored ? used.memories() : 0);
        row.put("users", stored ? used.users() : threads(work));
        for (String figure : List.of(
                Figures.P50,
                Figures.P95,
                Figures.P99,
                Figures.PER_SECOND,
                Figures.ALLOCATED,
                Figures.NEAREST,
                Figures.EVIDENCE)) {
            row.put(figure, null);
        }
        row.putAll(figures(system, work, used));
        return row;
    }

    private static int threads(PeerWork work) {
        return work == PeerWork.WRITE_1 ? 1 : PeersChildCommand.MANY_THREADS;
    }

    private Map<String, Object> figures(PeerSystem system, PeerWork work, PeerSizes used) {
        boolean dense = work.dense(system);
        if (work == PeerWork.WRITE_1 || work == PeerWork.WRITE_8) {
            Path place = directory.resolve(system.label() + "-" + work.label());
            return child(system, place, dense, used, List.of("--work=" + work));
        }
        Path place = store(system, dense, used);
        Map<String, Object> figures = new LinkedHashMap<>(
                work == PeerWork.COLD_START
                        ? coldStarts(system, place, used)
                        : child(system, place, dense, used, List.of("--work=" + work)));
        figures.putAll(loaded.getOrDefault(place, Map.of()));
        return figures;
    }

    /** The directory of a loaded store. */
    private Path store(PeerSystem system, boolean dense, PeerSizes used) {
        String kind = dense && !system.oneStore() ? "-dense-" : "-";
        Path place = directory.resolve(system.label() + kind + used.memories() + "-" + used.users());
        if (!loaded.containsKey(place)) {
            loaded.put(place, child(system, place, dense, used, List.of()));
        }
        return place;
    }

    private Map<String, Object> child(PeerSystem system, Path place, boolean dense, PeerSizes used, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("peers-child", "--system=" + system, "--dir=" + place));
        if (dense) {
            arguments.add("--dense");
        }
        arguments.addAll(more);
        arguments.addAll(used.arguments());
        try (ChildJvm child = ChildJvm.start(options, arguments)) {
            String line = child.readLine();
            if (line == null || child.await() != 0) {
                throw new IllegalStateException("the process failed: " + String.join(" ", arguments));
            }
            return JSON.readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the process gave no figures", e);
        }
    }

    /** Measures processes from their start until they report the result of their first search. */
    private Map<String, Object> coldStarts(PeerSystem system, Path place, PeerSizes used) {
        List<PeerQuestion> questions = used.corpus().questions(used.openings() + 1);
        long[] nanos = new long[used.openings()];
        for (int i = -1; i < nanos.length; i++) { // the first one reads the files into the system's cache
            List<String> arguments = List.of(
                    system.name(), place.toString(), questions.get(i + 1).text());
            long start = System.nanoTime();
            try (ChildJvm child = ChildJvm.start(options, ColdStart.class.getName(), arguments)) {
                if (child.readLine() == null) {
                    throw new IllegalStateException("the process of " + system.label() + " found nothing");
                }
                nanos[Math.max(0, i)] = System.nanoTime() - start;
                child.await();
            }
        }
        return Figures.of(new Sample(nanos));
    }
}
