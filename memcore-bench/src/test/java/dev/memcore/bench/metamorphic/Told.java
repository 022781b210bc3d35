package dev.memcore.bench.metamorphic;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A store on disk that was told some talks, and is asked about them. */
final class Told implements AutoCloseable {
    private static final Instant LATER = Instant.parse("2025-06-15T09:00:00Z");
    private static final int HITS = 20;

    private Path directory;
    private final List<Talk> talks;
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final long seed;
    private UnaryOperator<MemcoreBuilder> how = builder -> builder;
    private MemoryManager manager;

    private Told(Path directory, List<Talk> talks, long seed) {
        this.directory = directory;
        this.talks = talks;
        this.seed = seed;
        this.manager = open();
    }

    /** A store of its own that was told talks in turns: of each so many turns, then of the next. */
    static Told inTurns(Path directory, List<Talk> talks, int each, long seed) {
        Told told = new Told(directory, talks, seed);
        Map<Talk, Integer> at = new LinkedHashMap<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Talk talk : talks) {
                int from = at.getOrDefault(talk, 0);
                int to = Math.min(talk.turns().size(), from + each);
                talk.turns().subList(from, to).forEach(turn -> told.remember(talk, List.of(turn)));
                at.put(talk, to);
                more |= to < talk.turns().size();
            }
        }
        told.clock.set(LATER);
        return told;
    }

    /** The same, where what was said at one moment of a day is one batch. */
    static Told inBatches(Path directory, List<Talk> talks, int batch, long seed) {
        Told told = new Told(directory, talks, seed);
        for (Talk talk : talks) {
            for (int from = 0; from < talk.turns().size(); from += batch) {
                told.remember(
                        talk, talk.turns().subList(from, Math.min(talk.turns().size(), from + batch)));
            }
        }
        told.clock.set(LATER);
        return told;
    }

    private void remember(Talk talk, List<Talk.Turn> turns) {
        clock.set(turns.getFirst().at());
        List<Observation> said = turns.stream().map(Talk.Turn::said).toList();
        space(talk).rememberAll(said);
    }

    /** Opens what lies in a directory, a copy or the original of another store's. */
    static Told open(Path directory, List<Talk> talks, long seed) {
        Told told = new Told(directory, talks, seed);
        told.clock.set(LATER);
        return told;
    }

    private MemoryManager open() {
        MemcoreBuilder builder =
                Memcore.builder().directory(directory).clock(clock).random(new Random(seed));
        return how.apply(builder).build();
    }

    /** Closes it, does something with its files, and opens it again. */
    void reopen(Runnable between) {
        manager.close();
        between.run();
        manager = open();
    }

    /** The same, with other settings from now on. */
    void reopen(UnaryOperator<MemcoreBuilder> settings) {
        how = settings;
        reopen(() -> {});
    }

    /** Closes it, and opens what was made of it elsewhere. */
    void moveTo(Path other) {
        manager.close();
        directory = other;
        manager = open();
    }

    /** A place for another store, beside this one. */
    Path besides() {
        try {
            return Files.createTempDirectory(directory.getParent(), "store").resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    List<Talk> talks() {
        return talks;
    }

    MemoryManager manager() {
        return manager;
    }

    MemorySpace space(Talk talk) {
        return manager.space(talk.scope());
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    Talk someTalk(Random random) {
        return talks.get(random.nextInt(talks.size()));
    }

    /** Some memory of a talk. */
    Memory some(Talk talk, Random random) {
        List<Memory> all = space(talk).list(MemoryFilter.any(), null, 1_000).memories();
        return all.get(random.nextInt(all.size()));
    }

    /** What is recalled for every question, best first, once everything is indexed. */
    <T> Map<String, List<T>> answers(Function<Memory, T> shown) {
        manager.awaitIndexed();
        Map<String, List<T>> answers = new TreeMap<>();
        for (Talk talk : talks) {
            for (String question : talk.asked()) {
                List<Memory> found = space(talk)
                        .recall(MemoryQuery.of(question).withLimit(HITS))
                        .memories();
                answers.put(talk.key(question), found.stream().map(shown).toList());
            }
        }
        return answers;
    }

    @Override
    public void close() {
        manager.close();
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
