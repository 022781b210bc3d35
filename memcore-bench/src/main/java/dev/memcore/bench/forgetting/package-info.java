/** Measures policies that remove memories: the kept evidence, and recall of it. */
@NullMarked
package dev.memcore.bench.forgetting;

import org.jspecify.annotations.NullMarked;
