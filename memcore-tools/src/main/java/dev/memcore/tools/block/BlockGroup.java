package dev.memcore.tools.block;

import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.ToolServices;
import java.util.List;
import java.util.Set;

/** Core memory, archival memory and search of conversations, under the names of MemGPT and Letta. */
public final class BlockGroup {
    private BlockGroup() {}

    /**
     * Returns the tools of this group.
     *
     * @param labels the sections of core memory that the tools may create; others must exist
     */
    public static List<Tool> tools(ToolServices services, Set<String> labels) {
        CoreMemory core = new CoreMemory(services, labels);
        ArchivalMemory archive = new ArchivalMemory(services);
        return List.of(
                core.appending(),
                core.replacing(),
                archive.inserting(),
                archive.searching(),
                archive.searchingConversations());
    }
}
