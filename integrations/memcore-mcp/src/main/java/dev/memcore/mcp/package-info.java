/** A server of the Model Context Protocol over a memcore store. */
@NullMarked
package dev.memcore.mcp;

import org.jspecify.annotations.NullMarked;
