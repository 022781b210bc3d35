package dev.memcore.bench.metamorphic;

import dev.memcore.Memcore;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.value.Heat;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.spi.Embedder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/** What does not touch the contents of a store, by name: whatever a host does of it, the answers stay the same. */
final class Changes {
    static final Map<String, Change> ALL = all();

    /** Those that take long, and do the same each time. */
    static final Set<String> REOPENING =
            Set.of("reopen", "lose index", "merge segments", "backup and restore", "export and import", "re-embed");

    private Changes() {}

    private static Map<String, Change> all() {
        Map<String, Change> all = new LinkedHashMap<>();
        all.put("pin", (told, random) -> {
            Talk talk = told.someTalk(random);
            told.space(talk).pin(told.some(talk, random).id(), true);
        });
        all.put("pin and unpin", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            told.space(talk).pin(memory.id(), true);
            told.space(talk).pin(memory.id(), false);
        });
        all.put("link", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory from = told.some(talk, random);
            Memory to = told.some(talk, random);
            if (!from.id().equals(to.id())) {
                told.space(talk).link(Link.of(from.id(), to.id(), LinkType.SUPPORTS));
            }
        });
        all.put("rekey to the same", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            memory.observation()
                    .searchKeys()
                    .lists()
                    .forEach((name, texts) -> told.space(talk).setSearchKeys(memory.id(), name, texts));
        });
        all.put("rekey and back", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            told.space(talk).setSearchKeys(memory.id(), "other", List.of("another text"));
            told.space(talk).setSearchKeys(memory.id(), "other", List.of());
        });
        all.put("adjust", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            told.space(talk)
                    .apply(List.of(
                            MemoryOp.Adjust.importance(memory.id(), random.nextDouble(), Cause.HOST),
                            MemoryOp.Adjust.confidence(memory.id(), random.nextDouble(), Cause.HOST)));
        });
        all.put("move", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            Tier to = List.of(Tier.SHORT, Tier.MID, Tier.LONG).get(random.nextInt(3));
            told.space(talk).apply(List.of(new MemoryOp.Move(memory.id(), to, Cause.HOST)));
        });
        all.put("feedback", (told, random) -> {
            Talk talk = told.someTalk(random);
            told.space(talk).feedback(Set.of(told.some(talk, random).id()), Outcome.SUCCEEDED);
        });
        all.put("undo of an undo", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            told.space(talk).revise(memory.id(), "something else altogether");
            told.space(talk).undo(memory.id());
            told.space(talk).undo(memory.id());
            told.space(talk).undo(memory.id());
        });
        all.put("forget and undo", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            told.space(talk).forget(memory.id());
            told.space(talk).undo(memory.id());
        });
        all.put("supersede and undo", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            Memory by = told.some(talk, random);
            if (!memory.id().equals(by.id())) {
                told.space(talk).apply(List.of(new MemoryOp.Supersede(memory.id(), by.id(), Cause.HOST)));
                told.space(talk).undo(memory.id());
            }
        });
        all.put("quarantine and release", (told, random) -> {
            Talk talk = told.someTalk(random);
            Memory memory = told.some(talk, random);
            told.space(talk).apply(List.of(new MemoryOp.Quarantine(memory.id(), Cause.HOST)));
            told.space(talk).apply(List.of(new MemoryOp.Release(memory.id(), Cause.HOST)));
        });
        all.put("maintenance", (told, random) -> {
            told.reopen(builder -> builder.policies(List.of(
                    Policies.limitShortTier(random.nextInt(20)),
                    Policies.promoteByHeat(new Heat(1, 1, 1, Duration.ofDays(1)), 0.5))));
            told.manager().maintain(Budget.ofDefaults());
        });
        all.put("reopen", (told, random) -> told.reopen(() -> {}));
        all.put(
                "lose index",
                (told, random) -> told.reopen(() -> Told.delete(told.directory().resolve("index"))));
        all.put(
                "merge segments",
                (told, random) ->
                        told.reopen(() -> mergeSegments(told.directory().resolve("index"))));
        all.put("backup and restore", (told, random) -> {
            Path backup = told.besides();
            Path restored = told.besides();
            told.manager().backup(backup);
            Memcore.restore(backup, restored);
            told.moveTo(restored);
        });
        all.put("export and import", (told, random) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            told.manager().exportTo(out);
            Path imported = told.besides();
            try (MemoryManager manager = Memcore.open(imported)) {
                manager.importFrom(new ByteArrayInputStream(out.toByteArray()));
            }
            told.moveTo(imported);
        });
        all.put("other scopes", (told, random) -> {
            MemorySpace other = told.manager().space(Scope.of("acme", "somebody else"));
            MemorySpace tenant = told.manager().space(Scope.of("umbrella"));
            for (Talk talk : told.talks()) {
                int from = random.nextInt(talk.turns().size() - 20);
                talk.turns().subList(from, from + 20).forEach(turn -> {
                    other.remember(turn.said());
                    tenant.remember(turn.said());
                });
            }
        });
        all.put("erase in another scope", (told, random) -> {
            MemorySpace other = told.manager().space(Scope.of("acme", "a guest"));
            Memory memory = other.remember("The attribute names of functions end in something private");
            other.erase(Erasure.of(memory.id()));
        });
        all.put("time", (told, random) -> told.advance(Duration.ofMinutes(3)));
        all.put("re-embed", (told, random) -> {
            told.reopen(builder -> builder.embedder(new Renamed()));
            told.manager().awaitEmbedded();
            told.reopen(builder -> builder);
            told.manager().awaitEmbedded();
        });
        return Collections.unmodifiableMap(all);
    }
    /** The bundled embedder under another name: whoever opens a store with it embeds everything anew. */
    private static final class Renamed implements Embedder {
        private final Embedder embedder = StaticEmbedder.load();

        @Override
        public String modelId() {
            return "another name of " + embedder.modelId();
        }

        @Override
        public int dimensions() {
            return embedder.dimensions();
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            return embedder.embed(texts, purpose);
        }

        @Override
        public boolean quick() {
            return embedder.quick();
        }
    }

    private static void mergeSegments(Path index) {
        try (FSDirectory directory = FSDirectory.open(index);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            Map<String, String> data = new HashMap<>();
            writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
            writer.setLiveCommitData(data.entrySet());
            writer.forceMerge(1);
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
