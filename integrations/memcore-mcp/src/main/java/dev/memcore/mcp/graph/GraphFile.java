package dev.memcore.mcp.graph;

import dev.memcore.api.MemorySpace;
import dev.memcore.mcp.protocol.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Reads the file of the reference server: one entity or relation as a JSON object in each line. */
public final class GraphFile {
    private static final int BATCH = 200;
    private static final int MOST_TEXT = 100_000;

    private final GraphStore store;
    private final List<GraphEntity> entities = new ArrayList<>();
    private final List<GraphRelation> relations = new ArrayList<>();
    private int addedEntities;
    private int addedRelations;
    private int addedObservations;
    private final List<String> skipped = new ArrayList<>();

    /** Creates a reader that writes to a space. Nothing else may change the graph of its scope at the same time. */
    public GraphFile(MemorySpace space) {
        store = new GraphStore(space, new ReentrantLock());
    }

    /**
     * Imports a file. Entities that exist get the observations that are new.
     *
     * @throws IOException if the stream fails
     */
    public void read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                read(number, line);
            }
        }
        flushEntities();
        flushRelations();
    }

    private void read(int number, String line) {
        try {
            if (!(JsonText.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> item)) {
                skip(number, "it is not a JSON object");
                return;
            }
            GraphArguments fields = GraphArguments.of(JsonText.object(line), MOST_TEXT);
            if ("entity".equals(item.get("type"))) {
                entities.add(fields.entity());
            } else if ("relation".equals(item.get("type"))) {
                relations.add(fields.relation());
            } else {
                skip(number, "its type is neither entity nor relation");
            }
        } catch (IOException e) {
            skip(number, "it is not JSON");
        } catch (GraphArguments.Invalid e) {
            skip(number, String.valueOf(e.getMessage()));
        }
        if (entities.size() >= BATCH) {
            flushEntities();
        }
        if (relations.size() >= BATCH) {
            flushRelations();
        }
    }

    private void flushEntities() {
        List<GraphEntity> created = store.createEntities(entities);
        addedEntities += created.size();
        addedObservations += created.stream()
                .mapToInt(entity ->
                        (int) entity.observations().stream().distinct().count())
                .sum();
        List<Map.Entry<String, List<String>>> contents = entities.stream()
                .filter(entity -> !created.contains(entity))
                .map(entity -> Map.entry(entity.name(), entity.observations()))
                .toList();
        addedObservations += store.addObservations(contents).stream()
                .mapToInt(item -> item.getValue().size())
                .sum();
        entities.clear();
    }

    private void flushRelations() {
        addedRelations += store.createRelations(relations).size();
        relations.clear();
    }

    private void skip(int number, String reason) {
        skipped.add("line " + number + ": " + reason);
    }

    /** Returns the number of entities that were added. */
    public int entities() {
        return addedEntities;
    }

    /** Returns the number of observations that were added. */
    public int observations() {
        return addedObservations;
    }

    /** Returns the number of relations that were added. */
    public int relations() {
        return addedRelations;
    }

    /** Returns the lines that were not imported, each with its number and the reason. */
    public List<String> skipped() {
        return List.copyOf(skipped);
    }
}
