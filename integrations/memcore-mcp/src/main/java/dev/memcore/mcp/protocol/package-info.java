/** Messages of JSON-RPC, and the revisions of the protocol. */
@NullMarked
package dev.memcore.mcp.protocol;

import org.jspecify.annotations.NullMarked;
