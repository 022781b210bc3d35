/** Turns operations into one commit: validation, new versions, the append, and publication to the index. */
@NullMarked
package dev.memcore.commit;

import org.jspecify.annotations.NullMarked;
