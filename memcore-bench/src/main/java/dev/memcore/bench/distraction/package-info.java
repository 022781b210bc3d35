/** Measures recall against a growing number of documents that distract. */
@NullMarked
package dev.memcore.bench.distraction;

import org.jspecify.annotations.NullMarked;
