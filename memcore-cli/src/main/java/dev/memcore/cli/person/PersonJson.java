package dev.memcore.cli.person;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes a person's record as JSON. */
final class PersonJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonGenerator out;

    private PersonJson(JsonGenerator out) {
        this.out = out;
    }

    /** Writes the record; does not close the stream. */
    static void write(PersonRecord person, OutputStream target) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(target).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            out.useDefaultPrettyPrinter();
            new PersonJson(out).person(person);
            out.writeRaw('\n');
        }
    }

    private void person(PersonRecord person) throws IOException {
        out.writeStartObject();
        out.writeStringField("format", "memcore-person");
        out.writeNumberField("version", 1);
        out.writeStringField("tenant", person.tenant());
        out.writeStringField("user", person.user());
        out.writeStringField("takenAt", person.takenAt().toString());
        ids("facts", person.facts());
        ids("sessions", person.sessions());
        memories("memories", person.memories());
        memories("erasures", person.erased());
        out.writeEndObject();
    }

    private void ids(String field, Map<String, List<PersonMemory>> groups) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, List<PersonMemory>> group : groups.entrySet()) {
            out.writeArrayFieldStart(group.getKey());
            for (PersonMemory memory : group.getValue()) {
                out.writeString(memory.id());
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void memories(String field, List<PersonMemory> memories) throws IOException {
        out.writeArrayFieldStart(field);
        for (PersonMemory memory : memories) {
            memory(memory);
        }
        out.writeEndArray();
    }

    private void memory(PersonMemory memory) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", memory.id());
        out.writeStringField("status", memory.status());
        out.writeFieldName("scope");
        out.writeTree(memory.scope());
        if (!memory.isErased()) {
            out.writeStringField("text", memory.text());
        }
        out.writeArrayFieldStart("changes");
        for (Change change : memory.changes()) {
            out.writeStartObject();
            out.writeNumberField("commit", change.commit());
            out.writeStringField("recordedAt", change.recordedAt());
            out.writeFieldName("operation");
            out.writeTree(change.operation());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
