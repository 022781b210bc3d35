/** How well near-duplicates are told from what only looks alike: a labelled set made from real text, and its figures. */
@NullMarked
package dev.memcore.bench.duplicates;

import org.jspecify.annotations.NullMarked;
