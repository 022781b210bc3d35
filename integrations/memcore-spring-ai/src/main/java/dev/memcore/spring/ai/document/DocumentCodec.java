package dev.memcore.spring.ai.document;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spring.ai.message.JsonAttributes;
import dev.memcore.spring.ai.message.PairedSurrogates;
import java.util.Collection;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.DocumentMetadata;

/** Converts a document into an observation and back. */
public final class DocumentCodec {
    /** The kind of documents. */
    public static final Kind DOCUMENT = Kind.of("document");

    /** The attribute that contains the id of a document. */
    private static final String ID = JsonAttributes.RESERVED + "document";

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
        Observation.Builder observation =
                Observation.builder(PairedSurrogates.text(text)).kind(DOCUMENT).attribute(ID, id(document.getId()));
        DocumentAttributes.of(document.getMetadata(), JSON_PARTS).forEach(observation::attribute);
        return observation.build();
    }

    private static String id(String id) {
        Arguments.atMost(
                id.length(), Limits.ofDefaults().attributeChars(), "the number of characters of a document's id");
        return id;
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
                .id(idOf(memory))
                .text(stored.text())
                .metadata(DocumentAttributes.metadata(stored.attributes(), JsonAttributes.in(stored)));
    }

    /** Returns the id of the document that a memory contains. */
    public static String idOf(Memory memory) {
        return memory.attributes().get(ID) instanceof AttributeValue.Text(String id)
                ? id
                : memory.id().toString();
    }

    /** Whether an attribute belongs to the document, and not to the host or to memcore. */
    public static boolean isOwn(String attribute) {
        return attribute.startsWith(JsonAttributes.RESERVED) || attribute.startsWith(DocumentAttributes.PREFIX);
    }

    /** Returns a filter for all documents. */
    public static MemoryFilter documents() {
        return MemoryFilter.builder().kind(DOCUMENT).build();
    }

    /** Returns a filter for documents with one of these ids, at most {@value Condition#MAX_VALUES}. */
    public static MemoryFilter withIds(Collection<String> ids) {
        return MemoryFilter.builder()
                .kind(DOCUMENT)
                .where(Condition.attribute(ID).anyOf(ids.toArray(String[]::new)))
                .build();
    }
}
