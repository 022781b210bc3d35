/** What a memory was made from, and who changed it last. */
@NullMarked
package dev.memcore.consolidation.provenance;

import org.jspecify.annotations.NullMarked;
