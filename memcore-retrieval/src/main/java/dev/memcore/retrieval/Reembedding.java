package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.Unembedded.Place;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.MemoryDocument;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.retrieval.storage.Projector.Subject;
import dev.memcore.retrieval.storage.StoredMemory;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.ViewSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes documents again until each has the vectors of the target model, a few documents per step. It also removes the
 * vectors of other models. Each document is built with the neighbours with which it was built before, and replaces
 * itself. The documents themselves record the models whose vectors they have. So a crash loses only uncommitted work,
 * and no progress is stored elsewhere. Used only by the indexer's thread.
 *
 * <p><b>If the embedder fails</b>, it is called with one word. If that call fails too, the same documents are tried
 * again after a pause. The pause is {@value #FIRST_PAUSE_MILLIS} ms at first, doubles each time, and is at most a
 * minute. If the call succeeds, the documents are embedded one by one, and those that still fail are refused. Refused
 * documents are found by their words. They are tried again when the index is opened, or after a batch of new documents
 * could not be embedded.
 */
final class Reembedding {
    private static final Logger LOG = LoggerFactory.getLogger(Reembedding.class);

    static final long FIRST_PAUSE_MILLIS = 100;
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(FIRST_PAUSE_MILLIS);
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);

    /** The number of documents in one call to a slow embedder. New memories wait for the indexer during the call. */
    private static final int SLOW_BATCH = 64;

    private static final int QUICK_BATCH = 512;

    /** The number of characters of text after which a call takes no more documents. */
    private static final int MOST_TEXT = 1 << 20;

    /** An embedder that refuses more documents than this counts as failing. */
    private static final int MOST_REFUSED = 10_000;

    private final Writers writers;
    private final Projector projector;
    private final Models models;
    private final Set<BytesRef> refused = new HashSet<>();
    private @Nullable Readers seen;
    private int nextPresent;
    private int nextPast;
    private int unseen;
    private boolean foundMissing;
    private long pause = FIRST_PAUSE;
    private long notBefore = System.nanoTime();

    Reembedding(Writers writers, Projector projector, Models models) {
        this.writers = writers;
        this.projector = projector;
        this.models = models;
    }

    /** The result of a step. */
    enum Step {
        /** There may be more to do at once. */
        MORE,
        /** The readers must be refreshed before it is known whether documents are left. */
        REFRESH,
        /** The embedder fails. */
        PAUSE,
        /** No documents are left, except those that the embedder refuses. */
        DONE
    }

    /** Starts again, because documents may lack vectors. Refused documents are tried again. */
    void begin() {
        refused.clear();
        seen = null;
    }

    /** The time until the next step, in nanoseconds. */
    long delayNanos() {
        return Math.max(0, notBefore - System.nanoTime());
    }

    /** The number of written documents that are not in the readers of the last step. */
    int unseen() {
        return unseen;
    }

    /** Whether the documents of the last step lacked vectors. If not, only their graphs or old vectors were changed. */
    boolean foundMissing() {
        return foundMissing;
    }

    Step step(Readers readers) throws IOException {
        if (seen != readers) {
            seen = readers;
            nextPresent = 0;
            nextPast = 0;
            unseen = 0;
        }
        List<Place> places = find(readers.present(), nextPresent);
        if (!places.isEmpty()) {
            Done done = embed(readers, places, false);
            nextPresent = done.next(nextPresent);
            return done.step();
        }
        places = find(readers.history(), nextPast);
        if (!places.isEmpty()) {
            Done done = embed(readers, places, true);
            nextPast = done.next(nextPast);
            return done.step();
        }
        if (unseen > 0) {
            return Step.REFRESH;
        }
        seen = null;
        return Step.DONE;
    }

    /** The result of a step, and the number of the document after the last one that it handled. */
    private record Done(Step step, int end) {
        int next(int before) {
            return step == Step.PAUSE ? before : end;
        }
    }

    private List<Place> find(IndexReader index, int from) throws IOException {
        int most = models.target().quick() ? QUICK_BATCH : SLOW_BATCH;
        return Unembedded.find(index, models.wanted(), models.kept(), from, most);
    }

    /**
     * A document that is to be built again.
     *
     * @param embedded whether it has the vectors of the target model already
     */
    private record Item(Place place, Subject subject, boolean embedded) {
        BytesRef version() {
            return Keys.version(subject.memory().id(), subject.memory().version());
        }
    }

    private Done embed(Readers readers, List<Place> places, boolean past) throws IOException {
        List<Item> items = new ArrayList<>();
        Beside beside = new Beside(readers);
        int end = 0;
        long length = 0;
        for (Place place : places) {
            if (length > MOST_TEXT) {
                break;
            }
            end = place.global() + 1;
            Item item = item(place, beside);
            if (!refused.contains(item.version())) {
                items.add(item);
                length += item.subject().memory().text().length();
            }
        }
        List<Item> missing = items.stream().filter(item -> !item.embedded()).toList();
        foundMissing = !missing.isEmpty();
        List<Projection> made = project(missing);
        if (made == null || refused.size() > MOST_REFUSED) {
            return paused();
        }
        pause = FIRST_PAUSE;
        for (int i = 0; i < missing.size(); i++) {
            if (made.get(i).vectors().containsKey(models.target().name())) {
                write(missing.get(i), made.get(i), past);
            }
        }
        for (Item item : items) {
            if (item.embedded()) {
                write(
                        item,
                        projector.projectAll(List.of(item.subject()), List.of()).getFirst(),
                        past);
            }
        }
        return new Done(Step.MORE, end);
    }

    private Done paused() {
        LOG.info(
                "embedder {} fails; the next attempt is in {} ms",
                models.target().name(),
                pause / 1_000_000);
        notBefore = System.nanoTime() + pause;
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
        return new Done(Step.PAUSE, 0);
    }

    private Item item(Place place, Beside beside) throws IOException {
        StoredMemory stored =
                new StoredMemory(place.leaf().reader().storedFields().document(place.document()));
        Memory memory = stored.memory();
        Neighbours neighbours = beside.of(memory, stored.beside());
        return new Item(place, new Subject(memory, neighbours), Unembedded.in(models.target(), place));
    }

    /**
     * Returns projections with the vectors of the target model. The projection of a refused text has none. Returns null
     * if the embedder fails.
     */
    private @Nullable List<Projection> project(List<Item> items) {
        List<VectorSpace> target = List.of(models.target());
        List<Projection> together =
                projector.projectAll(items.stream().map(Item::subject).toList(), target);
        if (together.stream()
                .allMatch(projection ->
                        projection.vectors().containsKey(models.target().name()))) {
            return together;
        }
        if (!answers()) {
            return null;
        }
        List<Projection> each = new ArrayList<>(items.size());
        for (Item item : items) {
            Projection alone =
                    projector.projectAll(List.of(item.subject()), target).getFirst();
            if (!alone.vectors().containsKey(models.target().name())) {
                refused.add(item.version());
            }
            each.add(alone);
        }
        return each;
    }

    /** Whether the embedder embeds a single word. */
    private boolean answers() {
        try {
            models.target().embed(List.of("memory"), Embedder.Purpose.DOCUMENT);
            return true;
        } catch (RuntimeException e) {
            LOG.debug(
                    "embedder {} failed for a single word, too", models.target().name(), e);
            return false;
        }
    }

    private void write(Item item, Projection projection, boolean past) throws IOException {
        for (VectorSpace space : models.written()) {
            if (!projection.vectors().containsKey(space.name()) && Unembedded.in(space, item.place())) {
                projection.vectors().put(space.name(), vectors(item.place(), space));
                Place next = item.place();
                for (Projection passage : projection.passages()) {
                    next = new Place(next.leaf(), next.document() + 1);
                    passage.vectors().put(space.name(), vectors(next, space));
                }
            }
        }
        Memory memory = item.subject().memory();
        if (past) {
            var replacement = MemoryDocument.Replacement.of(
                    item.place().leaf().reader(), item.place().document());
            if (replacement == null) {
                throw new IllegalStateException("a document of the history does not say when it was replaced");
            }
            writers.addPast(memory.id(), memory.version(), projector.past(memory, replacement, projection));
        } else {
            writers.replace(memory.id(), projector.documents(memory, projection));
        }
        unseen++;
    }

    private Map<String, byte[]> vectors(Place place, VectorSpace space) throws IOException {
        Map<String, byte[]> vectors = new HashMap<>();
        for (ViewSpec view : projector.denseViews()) {
            String field = MemoryDocument.vector(view.name(), space.name());
            BinaryDocValues values = place.leaf().reader().getBinaryDocValues(field);
            if (values != null && values.advanceExact(place.document())) {
                BytesRef vector = values.binaryValue();
                vectors.put(
                        view.name(), Arrays.copyOfRange(vector.bytes, vector.offset, vector.offset + vector.length));
            }
        }
        return vectors;
    }

    /** Finds the neighbour versions with which documents were built. */
    private static final class Beside {
        private final Readers readers;
        private final Map<BytesRef, Optional<Memory>> found = new HashMap<>();

        Beside(Readers readers) {
            this.readers = readers;
        }

        Neighbours of(Memory memory, List<BytesRef> versions) throws IOException {
            Memory previous = null;
            Memory next = null;
            for (BytesRef version : versions) {
                Memory beside = find(version);
                // The ids of turns are in the order of the turns.
                if (beside != null && beside.id().compareTo(memory.id()) < 0) {
                    previous = beside;
                } else if (beside != null) {
                    next = beside;
                }
            }
            return new Neighbours(previous, next);
        }

        private @Nullable Memory find(BytesRef version) throws IOException {
            Optional<Memory> known = found.get(version);
            if (known == null) {
                known = Optional.ofNullable(read(version));
                found.put(version, known);
            }
            return known.orElse(null);
        }

        private @Nullable Memory read(BytesRef version) throws IOException {
            MemoryId id = Keys.id(version);
            Memory present = StoredMemory.find(readers.present(), id);
            return present != null && Keys.version(id, present.version()).equals(version)
                    ? present
                    : StoredMemory.find(readers.history(), new Term(MemoryDocument.VERSION, version));
        }
    }
}
