package dev.memcore.retrieval.storage;

import dev.memcore.api.Memory;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.io.OwnedThread;
import dev.memcore.retrieval.fusion.Signals;
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

/** Makes {@linkplain Projection projections}: builds the views, analyses their words, embeds their texts. Thread-safe. */
public final class Projector {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

    private final ViewBuilder viewBuilder;
    private final Spaces spaces;
    private final TermAnalysis analysis;
    private final @Nullable WordCodes codes;
    private final Map<String, ViewSpec> specs = new LinkedHashMap<>();

    /** The vector spaces of an index. */
    public interface Spaces {
        /** The space that the index is to answer by. */
        VectorSpace target();

        /** The spaces that a document written now belongs to. */
        List<VectorSpace> written();

        /** Whether graphs are kept. */
        boolean graphs();
    }

    public Projector(ViewBuilder viewBuilder, Fuser fuser, Spaces spaces, TermAnalysis analysis) {
        boolean words = spaces.target().embedder() != null && (fuser.uses(Signals.MAXSIM) || fuser.uses(Signals.CHAIN));
        this.codes = words ? new WordCodes(StaticTable.bundled()) : null;
        this.viewBuilder = viewBuilder;
        this.spaces = spaces;
        this.analysis = analysis;
        viewBuilder.specs().forEach(spec -> specs.put(spec.name(), used(spec, fuser)));
    }

    /** What of a view a fuser looks at; the rest is not worth its place. */
    private static ViewSpec used(ViewSpec spec, Fuser fuser) {
        return new ViewSpec(
                spec.name(),
                spec.lexical() && fuser.uses(Signals.bm25(spec.name())),
                fuser.uses(Signals.dense(spec.name())) ? spec.dense() : ViewSpec.Dense.NONE);
    }

    /** What the projections depend on beside the embedder. */
    public String identity() {
        return viewBuilder.id() + specs.values() + (codes == null ? "" : codes.id());
    }

    public List<String> lexicalViews() {
        return specs.values().stream()
                .filter(ViewSpec::lexical)
                .map(ViewSpec::name)
                .toList();
    }

    public List<ViewSpec> denseViews() {
        return specs.values().stream()
                .filter(spec -> spec.dense() != ViewSpec.Dense.NONE)
                .toList();
    }

    /** A memory as a document, with all that its projection has. */
    public Document document(Memory memory, Projection projection) {
        return withGraphs(MemoryDocument.of(memory, projection, denseViews()), projection);
    }

    /** The document of a version that was replaced. */
    public Document past(Memory memory, MemoryDocument.Replacement replacement, Projection projection) {
        return withGraphs(MemoryDocument.past(memory, replacement, projection, denseViews()), projection);
    }

    private Document withGraphs(Document document, Projection projection) {
        if (spaces.graphs()) {
            Graphs.add(document, projection, denseViews(), spaces.written());
        }
        return document;
    }

    /** The words for late interaction, or null: it is not used. */
    public @Nullable WordCodes codes() {
        return codes;
    }

    /** Whether vectors are those of the bundled table, from which the words for late interaction are. */
    public boolean bundled(VectorSpace space) {
        return codes != null
                && space.embedder() != null
                && space.embedder().modelId().equals(codes.id());
    }

    public TermAnalysis analysis() {
        return analysis;
    }

    /** One projection, for a memory that waits in the tail; without the vectors of slow embedders. */
    Projection project(Memory memory, Neighbours neighbours) {
        List<VectorSpace> quick =
                spaces.written().stream().filter(VectorSpace::quick).toList();
        return projectAll(List.of(new Subject(memory, neighbours)), quick).getFirst();
    }

    /** A memory and its neighbours. */
    public record Subject(Memory memory, Neighbours neighbours) {}

    /** Projections in the same order, with one call to each embedder for all. */
    public List<Projection> projectAll(List<Subject> subjects) {
        return projectAll(subjects, spaces.written());
    }

    /** Projections in the same order, with the vectors of these spaces. */
    public List<Projection> projectAll(List<Subject> subjects, List<VectorSpace> spaces) {
        List<Projection> projections = new ArrayList<>(subjects.size());
        List<Slot> slots = new ArrayList<>();
        for (Subject subject : subjects) {
            Projection projection =
                    new Projection(subject.neighbours(), sketch(subject), new HashMap<>(), new HashMap<>());
            for (View view : views(subject)) {
                ViewSpec spec = spec(view);
                if (spec.lexical()) {
                    projection.terms().put(view.name(), bag(view));
                }
                if (spec.dense() != ViewSpec.Dense.NONE) {
                    slots.add(new Slot(view.text(), view.name(), projection));
                }
            }
            projections.add(projection);
        }
        spaces.forEach(space -> embed(space, projections, slots));
        return projections;
    }

    private CandidateFeatures sketch(Subject subject) {
        return subject.memory().status() == Status.ACTIVE
                ? CandidateFeatures.of(subject.memory(), subject.neighbours(), codes)
                : CandidateFeatures.NONE;
    }

    /** What is not in force, or has nothing to search, is never found: it has no views. No view is blank. */
    private List<View> views(Subject subject) {
        Memory memory = subject.memory();
        return memory.status() == Status.ACTIVE && MemoryDocument.isSearched(memory)
                ? OwnedThread.runHostCode(() -> viewBuilder.views(memory, subject.neighbours())).stream()
                        .filter(view -> !view.text().isBlank())
                        .toList()
                : List.of();
    }

    /** Where the vector of a text belongs. */
    private record Slot(String text, String view, Projection projection) {}

    private ViewSpec spec(View view) {
        ViewSpec spec = specs.get(view.name());
        if (spec == null) {
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "view builder " + viewBuilder.id() + " made the view " + view.name()
                            + ", which is none of its specs");
        }
        return spec;
    }

    private TermBag bag(View view) {
        TermBag bag = TermBag.EMPTY;
        for (Passage passage : view.passages()) {
            bag = bag.plus(analysis.bag(passage.text()), passage.weight());
        }
        return bag;
    }

    private static void embed(VectorSpace space, List<Projection> projections, List<Slot> slots) {
        Map<String, byte[]> vectors;
        try {
            vectors = space.embed(slots.stream().map(Slot::text).toList(), Embedder.Purpose.DOCUMENT);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} texts can be searched by words only for now: embedder {} failed",
                    slots.size(),
                    space.name(),
                    e);
            return;
        }
        projections.forEach(projection -> projection.vectors().put(space.name(), new HashMap<>()));
        for (Slot slot : slots) {
            byte[] vector = vectors.get(slot.text());
            if (vector != null) {
                slot.projection()
                        .vectors()
                        .computeIfAbsent(space.name(), name -> new HashMap<>())
                        .put(slot.view(), vector);
            }
        }
    }

    /** The vector of a query, or null: there is none, and the query is answered by its words. */
    public static byte @Nullable [] query(VectorSpace space, String text) {
        try {
            return space.embed(List.of(text), Embedder.Purpose.QUERY).get(text);
        } catch (RuntimeException e) {
            LOG.warn("a query is searched by words only: embedder {} failed", space.name(), e);
            return null;
        }
    }

    /**
     * How a memory is searched: the terms of its lexical views and the vectors of its dense ones. The index holds it on disk,
     * the tail in memory; both score from the same numbers.
     *
     * @param neighbours the neighbours it was made with
     * @param sketch what must be known of it as a candidate
     * @param terms the terms by the name of the view
     * @param vectors the vectors by the name of the {@linkplain VectorSpace space} and of the view; a view without a vector is
     *     absent, and a space in which not all could be embedded
     */
    public record Projection(
            Neighbours neighbours,
            CandidateFeatures sketch,
            Map<String, TermBag> terms,
            Map<String, Map<String, byte[]>> vectors) {
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
