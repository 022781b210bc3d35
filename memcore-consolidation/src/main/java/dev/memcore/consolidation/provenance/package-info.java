/** The sources of a memory, and the actor of its latest change. */
@NullMarked
package dev.memcore.consolidation.provenance;

import org.jspecify.annotations.NullMarked;
