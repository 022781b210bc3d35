package dev.memcore.retrieval;

import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.index.ReadTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An index under test, with short ways to publish and to ask. Ids count from 1. */
public final class Indexed implements AutoCloseable {
    public static final Scope ALICE = Scope.of("acme", "alice");
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    public final LuceneMemoryIndex index;
    private long sequence;

    public Indexed(@Nullable Path directory, @Nullable Embedder embedder) {
        this(LuceneMemoryIndex.open(IndexConfig.ofDefaults(directory, embedder)));
    }

    public Indexed(LuceneMemoryIndex index) {
        this.index = index;
        this.sequence = index.durableSequence();
    }

    public static Indexed inMemory() {
        return new Indexed(null, new LetterEmbedder());
    }

    public Memory add(Scope scope, Observation observation) {
        sequence++;
        return publish(Memory.builder(new MemoryId(7, sequence), scope, observation)
                .sequence(sequence)
                .recordedAt(NOW)
                .build());
    }

    public Memory add(Scope scope, String text) {
        return add(scope, Observation.of(text));
    }

    public Memory turn(String session, String speaker, String text) {
        return add(ALICE, said(session, speaker, text));
    }

    public static Observation said(String session, String speaker, String text) {
        return Observation.builder(text)
                .session(session)
                .speaker(speaker)
                .kind(Kind.TURN)
                .build();
    }

    /** One commit of several memories, which are indexed together. */
    public void together(Observation... observations) {
        sequence++;
        List<Memory> commit = new ArrayList<>();
        for (Observation observation : observations) {
            commit.add(Memory.builder(new MemoryId(8, 1_000 * sequence + commit.size()), ALICE, observation)
                    .sequence(sequence)
                    .recordedAt(NOW)
                    .build());
        }
        index.publish(sequence, commit);
    }

    public Memory next(Memory present, Status status, Observation observation) {
        return next(present, status, observation, NOW);
    }

    public Memory next(Memory present, Status status, Observation observation, Instant recordedAt) {
        sequence++;
        return publish(Memory.builder(present.id(), present.scope(), observation)
                .version(present.version() + 1)
                .sequence(sequence)
                .createdAt(present.createdAt())
                .recordedAt(recordedAt)
                .status(status)
                .build());
    }

    /** Publishes a version with one link more. */
    public Memory linked(Memory present, MemoryId to, LinkType type) {
        return linked(present, Link.of(present.id(), to, type));
    }

    public Memory linked(Memory present, Link link) {
        sequence++;
        List<Link> links = new ArrayList<>(present.links());
        links.add(link);
        return publish(Memory.builder(present.id(), present.scope(), present.observation())
                .version(present.version() + 1)
                .sequence(sequence)
                .createdAt(present.createdAt())
                .recordedAt(NOW)
                .status(present.status())
                .links(links)
                .build());
    }

    public Memory erase(Memory present) {
        return next(
                present,
                Status.ERASED,
                Observation.builder("(erased)").kind(Kind.RECORD).build());
    }

    /** Publishes a commit without versions. */
    void nothing() {
        sequence++;
        index.publish(sequence, List.of());
    }

    private Memory publish(Memory memory) {
        index.publish(sequence, List.of(memory));
        return memory;
    }

    public Indexed settled() {
        index.awaitIndexed(sequence);
        return this;
    }

    /** Makes all that was published durable: an expunge commits, and there is one to do once versions could be dropped. */
    public void committed() {
        index.dropHistory(Map.of());
        index.expunge();
    }

    public RecallResult search(Scope reader, String query) {
        return search(Principal.of(reader), MemoryQuery.of(query));
    }

    public RecallResult search(Principal reader, MemoryQuery query) {
        return index.search(reader, query, ReadTime.present(NOW));
    }

    public List<String> texts(Scope reader, String query) {
        return search(reader, query).memories().stream().map(Memory::text).toList();
    }

    List<String> listed(MemoryFilter filter) {
        return index.list(Principal.of(ALICE), filter, null, 100, ReadTime.present(NOW)).memories().stream()
                .map(Memory::text)
                .toList();
    }

    @Override
    public void close() {
        index.close();
    }

    /** Counts letters: a vector of 26 dimensions that needs no model. */
    public static class LetterEmbedder implements Embedder {
        public LetterEmbedder() {}

        @Override
        public String modelId() {
            return "letters-1";
        }

        @Override
        public int dimensions() {
            return 26;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            return texts.stream().map(LetterEmbedder::count).toList();
        }

        @Override
        public boolean quick() {
            return true;
        }

        private static float[] count(String text) {
            float[] counts = new float[26];
            text.toLowerCase(Locale.ROOT)
                    .chars()
                    .filter(c -> c >= 'a' && c <= 'z')
                    .forEach(c -> counts[c - 'a']++);
            return counts;
        }
    }
}
