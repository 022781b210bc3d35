package dev.memcore.retrieval.storage;

import static java.util.Objects.requireNonNull;

import dev.memcore.api.Memory;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.io.OwnedThread;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.storage.MemoryDocument.PassageOf;
import dev.memcore.retrieval.text.Passages;
import dev.memcore.retrieval.text.StaticTable;
import dev.memcore.retrieval.text.TermAnalysis;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.text.WordCodes;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.Neighbours;
import dev.memcore.spi.View;
import dev.memcore.spi.View.Passage;
import dev.memcore.spi.ViewBuilder;
import dev.memcore.spi.ViewSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the {@linkplain Projection projections} of memories: builds the views, analyses their words and embeds their
 * texts. Thread-safe.
 */
public final class Projector {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

    /** The list of search keys that the title of a long text is added to. */
    private static final String TITLE = "title";

    private final ViewBuilder viewBuilder;
    private final Spaces spaces;
    private final TermAnalysis analysis;
    private final @Nullable WordCodes codes;
    private final Map<String, ViewSpec> specs = new LinkedHashMap<>();

    /** The vector spaces of an index. */
    public interface Spaces {
        /** Returns the space of the configured embedder, by which the index answers once all documents are embedded. */
        VectorSpace target();

        /** Returns the spaces in which a document that is written now needs vectors. */
        List<VectorSpace> written();

        /** Returns whether the index has HNSW graphs. */
        boolean graphs();
    }

    public Projector(ViewBuilder viewBuilder, Fuser fuser, Spaces spaces, TermAnalysis analysis) {
        Embedder embedder = spaces.target().embedder();
        boolean words = embedder != null && (fuser.uses(Signals.MAXSIM) || fuser.uses(Signals.CHAIN));
        this.codes = embedder != null && words ? new WordCodes(StaticTable.ofModel(embedder.modelId())) : null;
        this.viewBuilder = viewBuilder;
        this.spaces = spaces;
        this.analysis = analysis;
        viewBuilder.specs().forEach(spec -> specs.put(spec.name(), used(spec, fuser)));
    }

    /** Returns the spec of a view without the parts that the fuser does not use. These are not computed or stored. */
    private static ViewSpec used(ViewSpec spec, Fuser fuser) {
        return new ViewSpec(
                spec.name(),
                fuser.uses(Signals.bm25(spec.name())) ? spec.terms() : ViewSpec.Terms.NONE,
                fuser.uses(Signals.dense(spec.name())) ? spec.dense() : ViewSpec.Dense.NONE);
    }

    /** Returns an identifier of all that determines the projections, except the embedder. */
    public String identity() {
        return viewBuilder.id() + specs.values() + (codes == null ? "" : codes.id());
    }

    /** Returns the names of the views whose words are indexed. */
    public List<String> lexicalViews() {
        return viewsOf(ViewSpec.Terms.WORDS);
    }

    /** Returns the names of the views whose character n-grams are indexed. */
    public List<String> ngramViews() {
        return viewsOf(ViewSpec.Terms.NGRAMS);
    }

    private List<String> viewsOf(ViewSpec.Terms terms) {
        return specs.values().stream()
                .filter(spec -> spec.terms() == terms)
                .map(ViewSpec::name)
                .toList();
    }

    public List<ViewSpec> denseViews() {
        return specs.values().stream()
                .filter(spec -> spec.dense() != ViewSpec.Dense.NONE)
                .toList();
    }

    /** Returns the documents of a present version: one for the whole, and one for each of its passages. */
    public List<Document> documents(Memory memory, Projection projection) {
        List<Document> documents = new ArrayList<>(1 + projection.passages().size());
        documents.add(withGraphs(MemoryDocument.of(memory, projection, denseViews()), projection));
        for (Projection passage : projection.passages()) {
            PassageOf range = requireNonNull(passage.passage());
            documents.add(withGraphs(MemoryDocument.passage(memory, passage, range, denseViews()), passage));
        }
        return documents;
    }

    /** Returns the documents of a replaced version. */
    public List<Document> past(Memory memory, MemoryDocument.Replacement replacement, Projection projection) {
        List<Document> documents = documents(memory, projection);
        documents.forEach(document -> MemoryDocument.addReplacement(document, memory, replacement));
        return documents;
    }

    private Document withGraphs(Document document, Projection projection) {
        if (spaces.graphs()) {
            Graphs.add(document, projection, denseViews(), spaces.written());
        }
        return document;
    }

    /** Returns the encoder of words for late interaction, or null if the fuser does not use them. */
    public @Nullable WordCodes codes() {
        return codes;
    }

    /**
     * Returns whether the vectors of a space come from the bundled table, which the words for late interaction are
     * encoded with. Returns false if these are not used.
     */
    public boolean bundled(VectorSpace space) {
        return codes != null
                && space.embedder() != null
                && space.embedder().modelId().equals(codes.id());
    }

    public TermAnalysis analysis() {
        return analysis;
    }

    /**
     * Returns the projection of an entry of the memtable. It has only the vectors of quick embedders, and those that the
     * entry's projection has already.
     */
    Projection project(Memtable.Entry entry, Neighbours neighbours) {
        List<VectorSpace> quick =
                spaces.written().stream().filter(VectorSpace::quick).toList();
        Subject subject = new Subject(entry.memory(), neighbours, entry);
        List<Slot> slots = new ArrayList<>();
        Projection made = isDivided(entry.memory()) ? divided(subject, slots) : projected(subject, null, "", slots);
        quick.forEach(space -> embed(space, List.of(made), slots));
        return made;
    }

    /**
     * A memory to project, and its neighbours.
     *
     * @param waiting its entry in the memtable, whose projection is used as far as it still holds, or null
     */
    public record Subject(Memory memory, Neighbours neighbours, Memtable.@Nullable Entry waiting) {
        public Subject(Memory memory, Neighbours neighbours) {
            this(memory, neighbours, null);
        }
    }

    /**
     * Returns the projections in the order of the subjects. Calls each embedder once.
     */
    public List<Projection> projectAll(List<Subject> subjects) {
        return projectAll(subjects, spaces.written());
    }

    /**
     * Returns the projections in the order of the subjects, with the vectors of the given spaces. Calls each embedder
     * once.
     */
    public List<Projection> projectAll(List<Subject> subjects, List<VectorSpace> spaces) {
        List<Projection> projections = new ArrayList<>(subjects.size());
        List<Projection> made = new ArrayList<>(subjects.size());
        List<Slot> slots = new ArrayList<>();
        for (Subject subject : subjects) {
            Projection known = known(subject, spaces);
            if (known == null) {
                known = isDivided(subject.memory()) ? divided(subject, slots) : projected(subject, null, "", slots);
                made.add(known);
            }
            projections.add(known);
        }
        spaces.forEach(space -> embed(space, made, slots));
        return projections;
    }

    /**
     * Returns the projection that the subject's entry has, if it is one with these neighbours and the vectors of all
     * spaces; otherwise null. That of a long text is computed if it is missing.
     */
    private @Nullable Projection known(Subject subject, List<VectorSpace> spaces) {
        Memtable.Entry waiting = subject.waiting();
        if (waiting == null) {
            return null;
        }
        Projection known = isDivided(subject.memory())
                ? waiting.divided(subject.neighbours(), this)
                : waiting.projection(subject.neighbours());
        boolean complete = known != null
                && spaces.stream().allMatch(space -> known.vectors().containsKey(space.name()));
        return complete ? known : null;
    }

    /** Returns whether a memory has passages. */
    static boolean isDivided(Memory memory) {
        return memory.status() == Status.ACTIVE && Passages.isLong(memory.text());
    }

    /**
     * Returns the projection of a memory with passages. Only the first and the last one have neighbours. The views of
     * each also contain the title of the text and the heading of its section. The title is a search key too, so that
     * passages of the text that the question names precede similar passages of others.
     */
    private Projection divided(Subject subject, List<Slot> slots) {
        String text = subject.memory().text();
        List<Passages.Passage> ranges = Passages.of(text);
        List<String> headings = Passages.headings(text, ranges);
        Memory memory = titled(subject.memory(), Passages.title(text));
        List<Projection> passages = new ArrayList<>(ranges.size());
        Map<String, String> strings = new HashMap<>();
        for (int i = 0; i < ranges.size(); i++) {
            Neighbours neighbours = new Neighbours(
                    i == 0 ? subject.neighbours().previous() : null,
                    i == ranges.size() - 1 ? subject.neighbours().next() : null);
            Subject passage =
                    new Subject(part(headings.get(i).isEmpty() ? subject.memory() : memory, ranges.get(i)), neighbours);
            Projection projected = projected(passage, new PassageOf(i, ranges.get(i)), headings.get(i), slots);
            projected.terms().replaceAll((view, bag) -> bag.compact(strings));
            passages.add(projected);
        }
        CandidateFeatures features = passages.getFirst().features().withoutText();
        return new Projection(subject.neighbours(), List.of(), features, Map.of(), new HashMap<>(), null, passages);
    }

    private static Memory titled(Memory memory, String title) {
        if (title.isEmpty()) {
            return memory;
        }
        SearchKeys keys = memory.observation().searchKeys().plus(new SearchKeys(Map.of(TITLE, List.of(title))));
        return memory.toBuilder()
                .observation(memory.observation().toBuilder().searchKeys(keys).build())
                .build();
    }

    /** Returns a memory with the text of one of its passages. */
    public static Memory part(Memory memory, Passages.Passage passage) {
        return withText(memory, passage.of(memory.text()));
    }

    private static Memory withText(Memory memory, String text) {
        return memory.toBuilder()
                .observation(memory.observation().toBuilder().text(text).build())
                .build();
    }

    /**
     * Returns the projection of a subject. If it has one with other neighbours, all that depends on equal views is taken
     * from that one.
     */
    private Projection projected(Subject subject, @Nullable PassageOf passage, String headings, List<Slot> slots) {
        Projection earlier =
                subject.waiting() == null ? null : subject.waiting().projection();
        List<View> views = views(subject, headings);
        Projection projection = new Projection(
                subject.neighbours(),
                subject.waiting() == null ? List.of() : views,
                features(subject, passage != null, earlier),
                new HashMap<>(),
                new HashMap<>(),
                passage,
                List.of());
        for (View view : views) {
            ViewSpec spec = spec(view);
            Projection same = earlier != null && earlier.views().contains(view) ? earlier : null;
            if (spec.lexical()) {
                TermBag known = same == null ? null : same.terms().get(view.name());
                projection.terms().put(view.name(), known == null ? bag(view, spec.terms()) : known);
            }
            if (spec.dense() != ViewSpec.Dense.NONE) {
                slots.add(new Slot(view.text(), view.name(), projection, same));
            }
        }
        return projection;
    }

    private CandidateFeatures features(Subject subject, boolean passage, @Nullable Projection earlier) {
        if (subject.memory().status() != Status.ACTIVE) {
            return CandidateFeatures.NONE;
        }
        return earlier == null
                ? CandidateFeatures.of(subject.memory(), subject.neighbours(), passage, codes)
                : earlier.features().after(subject.neighbours().previous());
    }

    /**
     * Returns the views of a memory that are not blank. A memory that is not active or has nothing to search has no
     * views, because searches never find it.
     */
    private List<View> views(Subject subject, String headings) {
        String text = subject.memory().text();
        Memory memory = headings.isEmpty() ? subject.memory() : withText(subject.memory(), headings + "\n" + text);
        Neighbours beside = adjacent(subject.neighbours());
        return memory.status() == Status.ACTIVE && MemoryDocument.isSearched(memory)
                ? OwnedThread.runHostCode(() -> viewBuilder.views(memory, beside)).stream()
                        .filter(view -> !view.text().isBlank())
                        .toList()
                : List.of();
    }

    /** Returns the neighbours as they are built into views: of a long text, only the adjacent passage. */
    private static Neighbours adjacent(Neighbours neighbours) {
        Memory previous = neighbours.previous();
        Memory next = neighbours.next();
        if (previous != null && Passages.isLong(previous.text())) {
            previous = withText(previous, Passages.last(previous.text()));
        }
        if (next != null && Passages.isLong(next.text())) {
            next = withText(next, Passages.first(next.text()));
        }
        return new Neighbours(previous, next);
    }

    /**
     * A text to embed, and the view and projection that get its vector.
     *
     * @param same an earlier projection with the same text in the view, or null
     */
    private record Slot(
            String text,
            String view,
            Projection projection,
            @Nullable Projection same) {
        /** Whether the earlier projection has what the space's embedder gave for the text. */
        boolean isKnown(VectorSpace space) {
            return same != null && same.vectors().containsKey(space.name());
        }

        byte @Nullable [] vector(VectorSpace space, Map<String, byte[]> embedded) {
            return same != null && isKnown(space) ? same.vector(space, view) : embedded.get(text);
        }
    }

    private ViewSpec spec(View view) {
        ViewSpec spec = specs.get(view.name());
        if (spec == null) {
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "view builder " + viewBuilder.id() + " made the view " + view.name()
                            + ", which it does not declare in specs()");
        }
        return spec;
    }

    private TermBag bag(View view, ViewSpec.Terms terms) {
        TermBag bag = TermBag.EMPTY;
        for (Passage passage : view.passages()) {
            TermBag of =
                    terms == ViewSpec.Terms.NGRAMS ? TermBag.ofNgrams(passage.text()) : analysis.bag(passage.text());
            bag = bag.plus(of, passage.weight());
        }
        return bag;
    }

    private static void embed(VectorSpace space, List<Projection> projections, List<Slot> slots) {
        Map<String, byte[]> vectors;
        try {
            vectors = space.embed(
                    slots.stream()
                            .filter(slot -> !slot.isKnown(space))
                            .map(Slot::text)
                            .toList(),
                    Embedder.Purpose.DOCUMENT);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} texts can be searched by words only for now: embedder {} failed",
                    slots.size(),
                    space.name(),
                    e);
            return;
        }
        for (Projection projection : projections) {
            projection.vectors().put(space.name(), new HashMap<>());
            projection.passages().forEach(passage -> passage.vectors().put(space.name(), new HashMap<>()));
        }
        for (Slot slot : slots) {
            byte[] vector = slot.vector(space, vectors);
            if (vector != null) {
                slot.projection()
                        .vectors()
                        .computeIfAbsent(space.name(), name -> new HashMap<>())
                        .put(slot.view(), vector);
            }
        }
    }

    /**
     * Returns the vector of a query. Returns null if the space has no embedder, the embedder fails, or the vector is
     * all zeros; the query is then answered by its words. Does not throw what the embedder throws.
     */
    public static byte @Nullable [] query(VectorSpace space, String text) {
        try {
            return space.embed(List.of(text), Embedder.Purpose.QUERY).get(text);
        } catch (RuntimeException e) {
            LOG.warn("a query is searched by words only: embedder {} failed", space.name(), e);
            return null;
        }
    }

    /**
     * The searchable form of a memory: the terms of its lexical views and the vectors of its dense views. Documents of
     * the index store it on disk, and entries of the memtable keep it on the heap; both are scored from the same
     * values.
     *
     * @param neighbours the neighbours it was made with
     * @param views the views it was made of; empty if it cannot be made again for other neighbours
     * @param features the candidate features
     * @param terms the terms by the name of the view
     * @param vectors the vectors by the name of the {@linkplain VectorSpace space} and of the view. A view without a
     *     vector is absent; a space whose embedder failed is absent
     * @param passage the passage of the memory that this is the projection of; null: the whole memory
     * @param passages the projections of the memory's passages, in the order of the text. Empty if it is not divided;
     *     otherwise the whole has neither terms nor vectors
     */
    public record Projection(
            Neighbours neighbours,
            List<View> views,
            CandidateFeatures features,
            Map<String, TermBag> terms,
            Map<String, Map<String, byte[]>> vectors,
            @Nullable PassageOf passage,
            List<Projection> passages) {
        /** Returns the projections that are searched: those of the passages, or only this one if there are none. */
        public List<Projection> searched() {
            return passages.isEmpty() ? List.of(this) : passages;
        }

        public byte @Nullable [] vector(VectorSpace space, String view) {
            return vectors.getOrDefault(space.name(), Map.of()).get(view);
        }

        boolean isFor(Neighbours others) {
            return same(neighbours.previous(), others.previous()) && same(neighbours.next(), others.next());
        }

        private static boolean same(@Nullable Memory a, @Nullable Memory b) {
            if (a == null || b == null) {
                return a == null && b == null;
            }
            return a.id().equals(b.id()) && a.version() == b.version();
        }
    }
}
