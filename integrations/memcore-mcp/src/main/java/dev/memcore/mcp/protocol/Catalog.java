package dev.memcore.mcp.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools and resources of one principal. Tools and resources are the same for all principals of a server; results are not. Safe
 * for any number of threads.
 */
public interface Catalog {
    /** Returns the name of the server. */
    String serverName();

    /** Returns what a model should know about the server. */
    String instructions();

    /** Returns the tools. */
    List<OfferedTool> tools();

    /** Runs a tool. Whatever the arguments are, the call returns. */
    ToolOutcome call(String name, Map<String, Object> arguments);

    /** Returns the resources. */
    List<OfferedResource> resources();

    /** Returns the contents of a resource as JSON, or empty if there is no such resource. */
    Optional<String> read(String uri);
}
