package dev.memcore.testkit.index;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.api.report.Recovery;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.Stage;
import dev.memcore.spi.index.FactTimeline;
import dev.memcore.spi.index.FactTimeline.Interval;
import dev.memcore.spi.index.KeyedFact;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fake index that scans all versions for every look-up. It is a reference for comparison with real indexes, and
 * replaces them in tests of other components. The versions are in a sorted map. A memory matches a query by the number
 * of different lower-case words that its text or search keys share with the query.
 *
 * <ul>
 *   <li><b>Threads.</b> Safe for any number of threads; all use one lock.
 *   <li><b>Valid time.</b> A query is about the facts that are valid when it is asked, unless its filter sets another
 *       time. The words of the query are ignored for this.
 *   <li><b>Ordering.</b> Memories with equal numbers of shared words are ordered by id, oldest first. The score is the
 *       share of the query's words that the memory or its search keys have, in (0, 1].
 *   <li><b>Crash.</b> The contents of this object count as durable. To simulate an index that survived a crash, pass
 *       the same object to the next manager. To simulate a lost index, pass a new one.
 *   <li><b>Closing.</b> {@code close} does nothing, so that the object can be passed on.
 * </ul>
 */
public final class LinearIndex implements MemoryIndex {
    private static final String SIGNAL = "shared.words";

    private final TreeMap<MemoryId, List<Memory>> versions = new TreeMap<>();
    private final Map<Key, MemoryId> keys = new HashMap<>();
    private long sequence;

    private record Key(Scope scope, String key) {}

    @Override
    public synchronized long durableSequence() {
        return sequence;
    }

    @Override
    public synchronized Recovery.IndexState foundState() {
        return sequence == 0 ? Recovery.IndexState.MISSING : Recovery.IndexState.CURRENT;
    }

    @Override
    public synchronized void reset() {
        versions.clear();
        keys.clear();
        sequence = 0;
    }

    @Override
    public synchronized void publish(long sequence, List<Memory> made) {
        if (sequence <= this.sequence) {
            return;
        }
        if (sequence != this.sequence + 1) {
            throw MemoryException.of(
                    ErrorCode.INDEX_DAMAGED, "commit " + sequence + " was published after " + this.sequence);
        }
        made.forEach(this::take);
        this.sequence = sequence;
    }

    private void take(Memory version) {
        List<Memory> all = versions.computeIfAbsent(version.id(), id -> new ArrayList<>());
        if (version.status() == Status.ERASED) {
            all.clear();
            keys.values().removeIf(version.id()::equals);
        }
        all.add(version);
        String key = version.observation().idempotencyKey();
        if (key != null) {
            keys.putIfAbsent(new Key(version.scope(), key), version.id());
        }
    }

    @Override
    public void awaitCapacity() {}

    @Override
    public void awaitIndexed(long sequence) {}

    @Override
    public void awaitEmbedded() {}

    /** This index has no vectors, so all versions count as embedded. */
    @Override
    public synchronized EmbeddingProgress embedding() {
        long all = versions.values().stream().mapToLong(List::size).sum();
        return new EmbeddingProgress(all, all, true);
    }

    @Override
    public synchronized long indexedSequence() {
        return sequence;
    }

    @Override
    public synchronized Optional<Memory> get(MemoryId id) {
        return history(id).isEmpty()
                ? Optional.empty()
                : Optional.of(history(id).getLast());
    }

    @Override
    public synchronized Optional<Memory> get(MemoryId id, ReadTime time) {
        return history(id).stream()
                .filter(version -> time.sees(version.recordedAt()))
                .reduce((earlier, later) -> later);
    }

    @Override
    public synchronized List<Memory> history(MemoryId id) {
        return List.copyOf(versions.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized List<Memory> referring(@Nullable Principal reader, MemoryId to, int limit, ReadTime time) {
        return at(time).filter(memory -> (reader == null || reader.sees(memory)) && refers(memory, to))
                .limit(limit)
                .toList();
    }

    private static boolean refers(Memory memory, MemoryId to) {
        return to.equals(memory.supersededBy())
                || memory.observation().derivedFrom().contains(to)
                || memory.links().stream().anyMatch(link -> link.to().equals(to));
    }

    @Override
    public synchronized List<Memory> scan(@Nullable Scope scope, @Nullable MemoryId after, int limit) {
        return present()
                .filter(memory -> scope == null || memory.scope().equals(scope))
                .filter(memory -> after == null || memory.id().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Memory> inForce(
            Scope scope, Set<Tier> tiers, Instant now, @Nullable MemoryId after, int limit) {
        return inForce(scope, tiers, now)
                .filter(memory -> after == null || memory.id().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long countInForce(Scope scope, Set<Tier> tiers, Instant now) {
        return inForce(scope, tiers, now).count();
    }

    private Stream<Memory> inForce(Scope scope, Set<Tier> tiers, Instant now) {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        tiers.forEach(filter::tier);
        MemoryFilter built = filter.build();
        Set<MemoryId> invalid =
                invalid(present().filter(memory -> memory.scope().equals(scope)), now);
        return present()
                .filter(memory -> memory.scope().equals(scope) && memory.inForceAt(now) && built.accepts(memory))
                .filter(memory -> !invalid.contains(memory.id()));
    }

    /** Returns the keyed facts that are not valid at a time. */
    private static Set<MemoryId> invalid(Stream<Memory> memories, Instant moment) {
        record ScopedFact(Scope scope, FactKey key) {}
        Map<ScopedFact, List<KeyedFact>> facts = new HashMap<>();
        memories.forEach(memory -> {
            KeyedFact fact = KeyedFact.of(memory);
            FactKey key = FactKey.of(memory.observation());
            if (fact != null && key != null) {
                facts.computeIfAbsent(new ScopedFact(memory.scope(), key), group -> new ArrayList<>())
                        .add(fact);
            }
        });
        Set<MemoryId> invalid = new HashSet<>();
        for (List<KeyedFact> group : facts.values()) {
            Set<MemoryId> valid = new HashSet<>();
            FactTimeline.of(group).all().stream()
                    .filter(one -> one.interval().overlaps(Interval.at(moment)))
                    .forEach(one -> valid.add(one.id()));
            group.stream().map(KeyedFact::id).filter(id -> !valid.contains(id)).forEach(invalid::add);
        }
        return invalid;
    }

    @Override
    public synchronized List<Scope> scopes() {
        return present()
                .filter(memory -> memory.status() != Status.ERASED)
                .map(Memory::scope)
                .distinct()
                .toList();
    }

    @Override
    public synchronized void dropHistory(Map<MemoryId, Integer> firstKept) {
        firstKept.forEach((id, first) -> {
            List<Memory> all = versions.getOrDefault(id, List.of());
            all.removeIf(version -> version.version() < first);
            if (all.isEmpty()) {
                versions.remove(id);
                keys.values().removeIf(id::equals);
            }
        });
    }

    @Override
    public void expunge() {}

    @Override
    public synchronized Optional<Memory> byIdempotencyKey(Scope scope, String key) {
        return Optional.ofNullable(keys.get(new Key(scope, key))).flatMap(this::get);
    }

    @Override
    public synchronized List<Memory> facts(@Nullable Principal reader, FactKey key, ReadTime time) {
        return at(time).filter(memory ->
                        (reader == null || reader.sees(memory)) && key.equals(FactKey.of(memory.observation())))
                .toList();
    }

    @Override
    public synchronized List<Memory> latest(Scope scope, String session, int limit, Instant now) {
        List<Memory> all = present()
                .filter(memory ->
                        memory.scope().equals(scope) && session.equals(memory.session()) && memory.inForceAt(now))
                .toList();
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    @Override
    public synchronized @Nullable MemoryId greatestId() {
        return versions.isEmpty() ? null : versions.lastKey();
    }

    @Override
    public synchronized Page list(
            Principal reader, MemoryFilter filter, @Nullable MemoryId after, int limit, ReadTime time) {
        List<Memory> found = visible(reader, filter, time)
                .filter(memory -> after == null || memory.id().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).id());
    }

    @Override
    public synchronized RecallResult search(Principal reader, MemoryQuery query, ReadTime time) {
        Set<String> wanted = words(query.text());
        List<Recalled> hits = new ArrayList<>();
        Instant askedAt = query.askedAt() == null ? time.at() : query.askedAt();
        visible(reader, validAt(query.filter(), askedAt), time)
                .filter(memory -> shared(memory, wanted) > 0)
                .sorted(Comparator.comparingInt((Memory memory) -> shared(memory, wanted))
                        .reversed())
                .limit(query.limit())
                .forEachOrdered(memory -> hits.add(recalled(memory, hits.size() + 1, wanted)));
        double confidence = hits.isEmpty() ? 0 : (double) shared(hits.getFirst().memory(), wanted) / wanted.size();
        List<Recalled> known = confidence < query.minConfidence() ? List.of() : hits;
        return new RecallResult(known, List.of(new Stage("linear", known.size(), Duration.ZERO)), confidence);
    }

    @Override
    public synchronized long size() {
        return versions.size();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public CheckReport check() {
        return new CheckReport(0, 0, 0, List.of());
    }

    @Override
    public void close() {}

    /**
     * Returns the filter with a valid time. This index does not analyze questions, so by default a recall is about the
     * time at which it is asked.
     */
    private static MemoryFilter validAt(MemoryFilter filter, Instant askedAt) {
        return filter.whenever() || filter.validAt() != null
                ? filter
                : filter.toBuilder().validAt(askedAt).build();
    }

    private Stream<Memory> visible(Principal reader, MemoryFilter filter, ReadTime time) {
        Instant valid = filter.validAt() == null ? time.at() : filter.validAt();
        Set<MemoryId> invalid = filter.whenever() ? Set.of() : invalid(at(time).filter(reader::sees), valid);
        return at(time).filter(memory -> reader.sees(memory) && filter.lists(memory, time.at()))
                .filter(memory -> !invalid.contains(memory.id()));
    }

    private Stream<Memory> present() {
        return versions.values().stream().map(List::getLast);
    }

    private Stream<Memory> at(ReadTime time) {
        return versions.keySet().stream().flatMap(id -> get(id, time).stream());
    }

    private static Recalled recalled(Memory memory, int rank, Set<String> wanted) {
        int shared = shared(memory, wanted);
        double score = shared / (double) wanted.size();
        return new Recalled(memory, rank, score, List.of(new Signal(SIGNAL, shared, rank, score)));
    }

    private static int shared(Memory memory, Set<String> wanted) {
        if (memory.observation().isEcho()) {
            return 0;
        }
        Set<String> words = words(memory.text());
        memory.observation().searchKeys().texts().forEach(key -> words.addAll(words(key)));
        words.retainAll(wanted);
        return words.size();
    }

    private static Set<String> words(String text) {
        Set<String> words =
                new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }
}
