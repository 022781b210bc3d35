package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.retrieval.storage.Projector.Subject;
import dev.memcore.retrieval.text.Passages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the documents of {@link Changes} to both Lucene indexes. Used only by the indexer's thread. */
final class ChangeWriter {
    /**
     * The number of documents from which a part of the changes is written before the next is projected. A projection
     * takes about 20 KB, so those of more documents would survive the young collections.
     */
    private static final int PART = 512;

    private final Writers writers;
    private final Projector projector;
    private final Models models;

    ChangeWriter(Writers writers, Projector projector, Models models) {
        this.writers = writers;
        this.projector = projector;
        this.models = models;
    }

    /**
     * Writes all changes.
     *
     * @param incomplete runs before the writes if some documents lack the vectors of the target model
     */
    void write(Changes changes, Runnable incomplete) throws IOException {
        for (MemoryId id : changes.erased()) {
            writers.dropPast(id);
        }
        List<Version> versions = new ArrayList<>();
        changes.present().forEach(subject -> versions.add(new Version(subject, null)));
        changes.past().forEach(past -> versions.add(new Version(past.subject(), past)));
        int from = 0;
        while (from < versions.size()) {
            List<Version> part = part(versions, from);
            List<Projection> projections =
                    projector.projectAll(part.stream().map(Version::subject).toList());
            if (projections.stream()
                    .anyMatch(
                            made -> !made.vectors().containsKey(models.target().name()))) {
                incomplete.run();
            }
            for (int i = 0; i < projections.size(); i++) {
                write(part.get(i), projections.get(i), changes);
            }
            from += part.size();
        }
    }

    /** A version to write; past is null for a present one. */
    private record Version(Subject subject, Changes.@Nullable Past past) {}

    /** Returns the next versions, so many that their projections take little memory. */
    private static List<Version> part(List<Version> versions, int from) {
        int to = from;
        long documents = 0;
        while (to < versions.size() && documents < PART) {
            documents += Passages.count(versions.get(to++).subject().memory().text());
        }
        return versions.subList(from, to);
    }

    private void write(Version version, Projection projection, Changes changes) throws IOException {
        if (version.past() == null) {
            write(version.subject().memory(), projection, changes);
        } else {
            write(version.past(), projection);
        }
    }

    private void write(Memory memory, Projection projection, Changes changes) throws IOException {
        var documents = projector.documents(memory, projection);
        if (changes.isNew(memory)) {
            writers.add(documents);
        } else {
            writers.replace(memory.id(), documents);
        }
    }

    private void write(Changes.Past past, Projection projection) throws IOException {
        Memory memory = past.subject().memory();
        writers.addPast(memory.id(), memory.version(), projector.past(memory, past.replacement(), projection));
    }
}
