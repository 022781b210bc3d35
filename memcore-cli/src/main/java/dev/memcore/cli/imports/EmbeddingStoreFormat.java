package dev.memcore.cli.imports;

import static dev.memcore.cli.imports.JsonFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What LangChain4j's in-memory embedding store writes as JSON. The text of each entry becomes a note, with the metadata as
 * attributes. The vectors are not imported: the store computes its own.
 */
final class EmbeddingStoreFormat implements ForeignFormat {
    @Override
    public String name() {
        return "langchain4j-embeddings";
    }

    @Override
    public Set<String> arrays() {
        return Set.of("entries");
    }

    @Override
    public void read(JsonNode entry, ElementPlace place, ForeignSink sink) {
        String id = text(entry, "id");
        JsonNode segment = entry.path("embedded");
        String text = text(segment, "text");
        if (id == null) {
            sink.reject("entry " + place, "an entry needs the text id");
        } else if (text == null) {
            sink.leaveOut("entry " + id, "an entry without text");
        } else {
            sink.offer("entry " + id, () -> {
                ObservationDraft draft = new ObservationDraft(name(), text).id(id);
                segment.path("metadata")
                        .path("metadata")
                        .properties()
                        .forEach(field -> draft.json("metadata." + field.getKey(), field.getValue()));
                return draft.of(null);
            });
        }
    }
}
