/** Words and sentences of texts. */
@NullMarked
package dev.memcore.consolidation.term;

import org.jspecify.annotations.NullMarked;
