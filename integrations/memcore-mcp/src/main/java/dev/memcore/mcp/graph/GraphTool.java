package dev.memcore.mcp.graph;

import dev.memcore.mcp.protocol.OfferedTool;
import dev.memcore.mcp.protocol.ToolOutcome;
import java.util.function.BiFunction;

/** A tool of the reference server: its description, and the code that runs it. */
record GraphTool(OfferedTool offered, BiFunction<GraphStore, GraphArguments, ToolOutcome> run) {}
