/** Short forms of several memories for a prompt. */
@NullMarked
package dev.memcore.consolidation.digest;

import org.jspecify.annotations.NullMarked;
