package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.Projector.Projection;
import dev.memcore.retrieval.storage.Projector.Subject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Writes the documents of {@link Changes} to both Lucene indexes. Used only by the indexer's thread. */
final class ChangeWriter {
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
        List<Subject> present = changes.present();
        List<Changes.Past> past = changes.past();
        List<Projection> projections = projector.projectAll(
                Stream.concat(present.stream(), past.stream().map(Changes.Past::subject))
                        .toList());
        if (projections.stream()
                .anyMatch(made -> !made.vectors().containsKey(models.target().name()))) {
            incomplete.run();
        }
        for (int i = 0; i < present.size(); i++) {
            write(present.get(i).memory(), projections.get(i), changes);
        }
        for (int i = 0; i < past.size(); i++) {
            write(past.get(i), projections.get(present.size() + i));
        }
    }

    private void write(Memory memory, Projection projection, Changes changes) throws IOException {
        var document = projector.document(memory, projection);
        if (changes.isNew(memory)) {
            writers.add(document);
        } else {
            writers.replace(memory.id(), document);
        }
    }

    private void write(Changes.Past past, Projection projection) throws IOException {
        Memory memory = past.subject().memory();
        writers.addPast(memory.id(), memory.version(), projector.past(memory, past.replacement(), projection));
    }
}
