package dev.memcore.spring.ai.document;

import dev.memcore.adapter.WellFormed;
import dev.memcore.adapter.entry.EntryForm;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spring.ai.message.SpringMessages;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.DocumentMetadata;

/** Converts a document into an observation and back. */
public final class DocumentCodec {
    /** How documents are stored. */
    public static final EntryForm FORM = new EntryForm(SpringMessages.NAMES, Kind.of("document"));

    /** How many of the 64 attributes of a memory may hold JSON. */
    private static final int JSON_PARTS = 40;

    private DocumentCodec() {}

    /**
     * Returns the observation to store for a document.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the document has no text, or metadata that cannot be
     *     stored; {@link ErrorCode#LIMIT_EXCEEDED} if id or metadata are too long
     */
    public static Observation encode(Document document) {
        String text = document.getText();
        if (text == null || document.getMedia() != null || text.isBlank()) {
            throw Arguments.invalid("a document must have a text and no media, but " + document.getId() + " has "
                    + (document.getMedia() == null ? "a blank text" : "media"));
        }
        Observation.Builder observation = FORM.begin(document.getId(), WellFormed.text(text));
        DocumentAttributes.of(document.getMetadata(), JSON_PARTS).forEach(observation::attribute);
        return observation.build();
    }

    /** Returns the document that a recalled memory contains, with its relevance as score. */
    public static Document decode(Recalled hit) {
        return builder(hit.memory())
                .score(hit.relevance())
                .metadata(DocumentMetadata.DISTANCE.value(), 1 - hit.relevance())
                .build();
    }

    private static Document.Builder builder(Memory memory) {
        Observation stored = memory.observation();
        return Document.builder()
                .id(FORM.idOf(memory))
                .text(stored.text())
                .metadata(DocumentAttributes.metadata(
                        stored.attributes(), SpringMessages.NAMES.json().in(stored)));
    }
}
