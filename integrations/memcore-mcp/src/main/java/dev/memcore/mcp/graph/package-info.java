/** The knowledge graph of the reference memory server, kept in a memory space. */
@NullMarked
package dev.memcore.mcp.graph;

import org.jspecify.annotations.NullMarked;
