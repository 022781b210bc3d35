/** Who may send a request over HTTP. */
@NullMarked
package dev.memcore.mcp.http;

import org.jspecify.annotations.NullMarked;
