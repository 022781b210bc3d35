/**
 * A web page that shows what a store contains, and why a memory was recalled. {@link dev.memcore.inspector.Inspector} serves it
 * on loopback.
 */
@NullMarked
package dev.memcore.inspector;

import org.jspecify.annotations.NullMarked;
