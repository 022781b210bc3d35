package dev.memcore.mcp;

import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.mcp.graph.GraphFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The result of an import of {@code memory.jsonl}, the file of the reference server {@code memory}.
 *
 * @param entities the number of entities that were added
 * @param observations the number of observations that were added
 * @param relations the number of relations that were added
 * @param skipped the lines that were not imported, each as "line 7: reason"
 */
public record KnowledgeGraphImport(int entities, int observations, int relations, List<String> skipped) {
    /** Copies the list. */
    public KnowledgeGraphImport {
        skipped = Arguments.list(skipped, "skipped");
    }

    /**
     * Imports a file into the graph of a space: what the tools of {@link McpServerConfig.Builder#knowledgeGraph} read. Lines that are
     * not valid are skipped, as the reference server does. A second import of the same file adds nothing. Do not import while a
     * server changes the same graph. Does not close the stream.
     *
     * @throws IOException if the stream fails; what was read before is imported
     */
    public static KnowledgeGraphImport from(InputStream in, MemorySpace space) throws IOException {
        GraphFile file = new GraphFile(Arguments.present(space, "space"));
        file.read(Arguments.present(in, "in"));
        return new KnowledgeGraphImport(file.entities(), file.observations(), file.relations(), file.skipped());
    }
}
