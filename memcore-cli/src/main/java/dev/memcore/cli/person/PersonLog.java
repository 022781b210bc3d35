package dev.memcore.cli.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the export of a whole store, line by line, and keeps what concerns one person: the memories whose scope names the
 * tenant and the user, of all agents, with any label and any status. For one thread.
 */
final class PersonLog extends OutputStream {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String tenant;
    private final String user;
    private final Map<String, PersonMemory> memories = new LinkedHashMap<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    PersonLog(String tenant, String user) {
        this.tenant = tenant;
        this.user = user;
    }

    /** The memories, in the order in which they were added. */
    Collection<PersonMemory> memories() {
        return memories.values();
    }

    @Override
    public void write(int unit) throws IOException {
        if (unit == '\n') {
            commit(JSON.readTree(line.toByteArray()));
            line.reset();
        } else {
            line.write(unit);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                write('\n');
                start = i + 1;
            }
        }
        line.write(bytes, start, offset + length - start);
    }

    private void commit(JsonNode commit) {
        for (JsonNode operation : commit.path("operations")) {
            PersonMemory memory = memory(operation);
            if (memory != null) {
                memory.add(new Change(
                        commit.path("sequence").asLong(),
                        commit.path("recordedAt").asText(),
                        operation));
            }
        }
    }

    /** The person's memory that an operation changes; null: it changes another one. */
    private @Nullable PersonMemory memory(JsonNode operation) {
        String id = operation.path("id").asText();
        JsonNode scope = operation.path("scope");
        boolean own = scope.path("tenant").asText().equals(tenant)
                && scope.path("user").asText().equals(user);
        return own ? memories.computeIfAbsent(id, key -> new PersonMemory(key, scope)) : memories.get(id);
    }
}
